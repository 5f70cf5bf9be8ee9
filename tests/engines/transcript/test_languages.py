"""Which language a text is in; of a short one, or a mixed one, nobody knows."""

import pytest

from callsign.engines.transcript.languages import NAMES, language_of

TEXTS = {
    "en": "Good morning. The river rose and it was the highest that we have seen, but the"
    " people of this town are not afraid of what is coming.",
    "es": "Buenos días. El río subió mucho anoche, pero el puente no está cerrado y la"
    " gente del valle ya no tiene miedo, como el año pasado con esta lluvia.",
    "fr": "Bonjour. Le fleuve est monté dans la nuit et les habitants ne sont pas dans la"
    " rue, mais nous avons une bonne nouvelle pour vous ce matin sur le pont.",
    "de": "Guten Morgen. Der Fluss ist in der Nacht gestiegen und die Brücke ist nicht"
    " gesperrt, aber wir haben auch eine Nachricht für das Tal und sich mit den Leuten.",
    "pt": "Bom dia. O rio subiu muito em uma noite, mas a ponte não foi fechada e os"
    " moradores do vale já são mais calmos, isso para o alívio dos vizinhos e ao prefeito.",
    "it": "Buongiorno. Il fiume è salito nella notte, ma il ponte non è chiuso e gli"
    " abitanti della valle sono anche più calmi, per questo che ci era una festa di tutti.",
}


class TestALanguage:
    @pytest.mark.parametrize("language", NAMES)
    def test_is_known_by_its_commonest_words(self, language):
        assert language_of(TEXTS[language].split()) == language

    @pytest.mark.parametrize("language", NAMES)
    def test_is_not_guessed_of_a_few_words(self, language):
        assert language_of(TEXTS[language].split()[:12]) is None

    def test_is_not_guessed_of_two_at_once(self):
        assert language_of((TEXTS["en"] + TEXTS["es"]).split()) is None

    def test_is_not_guessed_of_names(self):
        assert language_of(["Okafor"] * 100) is None
