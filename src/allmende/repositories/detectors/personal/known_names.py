# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""First names that are common in Germany, and names that everybody knows to be made up."""

import unicodedata

_FIRST_NAMES_TEXT = """
aaron achim adam adrian agnes ahmed ahmet albert alessandro alex alexa alexander alexandra alexei
alfred alice alina alois ali amalia amelie amir ana anastasia anders andre andrea andreas andrei
andrew andrzej angela angelika anita anja anke anna annabell anne annegret annelie anneliese
annemarie annette annika anton antonia antonio arne arno arnold arthur astrid august axel ayse
barbara bastian beate beatrice beatrix ben benedikt benjamin bernd bernhard bert berthold bettina
bianca birgit birgitta bjoern bjorn bodo boris brigitte britta bruno burkhard carina carl carla
carlos carmen carola carolin caroline carsten catherine cem charlotte chiara christa christel
christian christiane christina christine christoph christopher clara claudia claus clemens conrad
constantin constanze cordula corinna cornelia cristina dagmar daniel daniela david deborah denise
dennis detlef diana dieter dietmar dietrich dirk dmitri dominic dominik dora doris dorothea
dorothee eberhard eckhard edeltraud edgar edith eduard edward egon ekaterina elena eleonore
elfriede elias elif elisa elisabeth elizabeth elke ella ellen elmar elsa else emanuel emil emilia
emily emine emma emre engelbert enrico erdal eric erich erik erika erna ernst erwin esther eugen
eva evelin evelyn fabian fabio fabienne fatima fatma felicitas felix ferdinand finn florian frank
franz franziska frauke frederik frida frieda friedhelm friedrich fritz gabi gabriel gabriela
gabriele georg george gerald gerd gerda gerhard gerlinde gertrud gilbert giovanni gisela giulia
giuseppe gottfried gregor greta gudrun guenter guenther gunnar gunter gustav hakan hanna hannah
hannelore hannes hans harald harry hartmut hasan hassan heidemarie heide heidi heike heiko heiner
heinrich heinz helen helena helene helga helmut hendrik henning henri henriette herbert hermann
herta hilda hilde hildegard holger horst hubert hugo ibrahim ida igor ilona ilse ines ingeborg
inge ingo ingrid irena irene irina iris irma irmgard isabel isabella isabelle ivan ivana ivo jacob
jakob james jan jana janina janine jannik jasmin jason jean jennifer jens jeremy jessica joachim
joana joanna jochen joerg johann johanna johannes jonas jonathan jorg jorge jose josef josefine
joseph josephine juan judith juergen julia julian juliane julius jurgen justin jutta kai karen
karin karl karla karoline karsten kaspar katarina katharina kathrin katja katrin kerstin kevin
kilian kim kirsten klara klaus klemens konrad konstantin konstanze korbinian kristin kristina
kristof kurt lara larissa lars laura laurens laurenz lea leah lena leni leo leon leona leonard
leonhard leonie leopold levin liam lieselotte lili lilli lilly lina linda linus lisa lisbeth
lorenz lotte louis louisa louise luca lucas lucia ludwig luis luisa luise luka lukas lutz lydia
maik maja malte manfred manuel manuela mara marc marcel marcus margarete margarethe margit margot
maria marianne marie marina mario marion marius mark marko markus marlene marta martha martin
martina marvin maryam mathias mathilda mathilde mats matteo matthew matthias mattis maurice max
maximilian maya mehmet melanie melissa merle mia michael michaela michel michelle mika milena mike
mira miriam mohamed mohammed monika moritz muhammad murat mustafa nadine nadja natalia natalie
natascha nele nicholas nick nico nicola nicolas nicole niklas niko nikolai nikolaus nils nina noah
noemi nora norbert nuria olaf ole oleg olga oliver olivia omar oskar oscar osman otto pascal
patricia patrick patrik paul paula pauline pedro peer peggy petra peter phil philip philipp pia
pierre pieter piotr rafael raimund rainer ralf ralph ramona raphael raphaela rebecca regina regine
reiner reinhard reinhold renate rene ricarda ricardo richard rita robert roberto robin roland rolf
roman ronald ronja ronny rosa rosemarie rosi roswitha rudi rudolf rupert ruth sabine sabrina salma
samira samuel sandra sandro sara sarah sascha saskia sebastian selina sergei sibylle siegfried
sieglinde sigrid silke silvia simon simone sina sofia sofie sonja sophia sophie stefan stefanie
steffen stella stephan stephanie stephen steven sue susan susann susanna susanne suzanne svea sven
svenja sybille sylvia tamara tanja tatjana thea theo theodor theresa therese theresia thilo thomas
thorsten tillmann tim timo tina tobias tom torben torsten traudl tristan udo ulf uli ulla ulrich
ulrike ursula uta ute uwe valentin valentina valerie vanessa vera verena veronika viktor viktoria
vincent vinzenz viola vladimir volker volkmar walburga waldemar walter waltraud werner wiebke
wilfried wilhelm willi willy wolfgang wolfram xaver yannick yasmin yusuf yvonne zeynep zoe amanda
amy andy anthony arjun ashley brandon brian bruce bryan carolyn charles cheryl chris cynthia debra
derek donald donna dorothy douglas eugene frances gary gregory heather henry jack jacqueline janet
jeff jeffrey jerry jim joan joe joshua joyce judy julie kathleen keith kelly kenneth kimberly kyle
larry laurie lauren logan lori margaret marilyn mary megan nancy nathan pamela priya rachel ravi
raymond roger ryan samantha sanjay scott sean sharon shirley teresa terry tiffany timothy todd
tyler victoria virginia wayne william zachary
"""
_FIRST_NAMES = frozenset(_FIRST_NAMES_TEXT.split())

_MADE_UP_TEXT = """
mustermann musterfrau muster doe bloggs roe nobody test tester testmann testfrau testperson
testuser example beispiel beispielmann user username name vorname nachname firstname lastname
surname familyname givenname foo bar baz foobar qux dummy sample placeholder smith mickey mouse
duck donald-duck simpson homer potter skywalker lovelace turing hopper torvalds musterperson
mustername musterkind unbekannt anonym anonymous admin max-mustermann bond schmidt-test
"""
_MADE_UP = frozenset(_MADE_UP_TEXT.split())


def plain(name: str) -> str:
    """A name in small letters of ASCII, as addresses write it: `Jürgen` is `juergen`."""
    name = name.lower()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        name = name.replace(letter, written)
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def is_first_name(name: str) -> bool:
    """A common first name, one of two with a hyphen included."""
    return any(part in _FIRST_NAMES for part in plain(name).split("-"))


def is_made_up(name: str) -> bool:
    """A name that stands for nobody in particular: Mustermann, Doe."""
    words = plain(name).replace("-", " ").split()
    return any(word in _MADE_UP or word.startswith(("muster", "test")) for word in words)
