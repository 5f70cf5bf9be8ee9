"""First names common in the United States: a label of one of them is a caller's."""

# The Social Security Administration's most frequent names of the last hundred
# years (public domain), abridged.
FIRST_NAMES = frozenset(
    """
    james robert john michael david william richard joseph thomas charles christopher
    daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian
    george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan
    stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank
    raymond jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter
    kyle noah ethan jeremy walter christian keith roger terry austin sean gerald carl
    harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan
    juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley
    philip eugene mike tony dave steve tom bob jim bill dan chris matt nick ben sam alex
    jeff greg ken ron rick tim ed fred phil doug pete andy ted josh jake max leo luis
    carlos miguel omar ali ahmed mohammed raj mary patricia jennifer linda elizabeth
    barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly
    emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura
    cynthia dorothy amy kathleen angela shirley emma brenda pamela nicole anna samantha
    katherine christine debra rachel carolyn janet maria olivia heather helen catherine
    diane julie victoria joyce lauren kelly christina ruth joan virginia judith evelyn
    hannah andrea megan cheryl jacqueline madison teresa abigail sophia martha sara
    gloria janice kathryn ann isabella judy charlotte julia grace amber alice jean
    denise frances danielle marilyn natalie beverly diana brittany theresa kayla alexis
    doris lori tiffany sophie beth sue kate katie liz jen jenny becky cindy debbie patty
    peggy wendy tina gina robin june rosa carmen elena ana mia zoe ella lily chloe jane
    """.split()
)
