# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Words of mail addresses: functions, placeholders, providers, example and top-level domains.

Sources: RFC 2142 (mailboxes of functions), RFC 2606 (reserved names), IANA Root Zone Database.
"""

_FUNCTIONS_TEXT = """
abuse accessibility accounting accounts admin administration administrator adr ai alert alerts amt
announce answers anfrage anfragen api app apps archive auskunft authors automation backup
barrierefreiheit beauftragter berlin bewerbung billing board bot bots buchhaltung buero bug bugs
bugreport bugreports build builds buergerbuero buergerservice business calendar career careers ceo
chat ci cla client clients cloud code codeofconduct community compliance conduct conference
contact contactus contribute contributors copyright core cron customer customerservice daemon data
database datenschutz dev devel developer developers devnull devops devs digital dispatch dns docs
documentation dpo edv einkauf email employment empfang engineering enquiries enquiry errors events
export faq feedback finance foss foundation ftp geschaeftsstelle gdpr git github gitlab groups
hallo hello help helpdesk hey hi hilfe hiring host hosting hostmaster hr hr-team ideas import
impressum info information infos inquiries inquiry integration internal internet investor
investors ir issues it itsupport itservice jenkins jira job jobs karriere kanzlei kontakt
kundenservice landrat learn legal lernen licence licensing license list lists listserv logger logs
mail mailbox mailer mailerdaemon maintainer maintainers majordomo manager marketing master md
media meldung meldestelle members membership messages ml monitor monitoring mx named network news
newsletter newsletters nobody noc noreply notification notifications notify offers office
oberbuergermeister ob online open opensource operations ops order orders org organisation
organization os oss ospo owner owners package packages packaging partner partners patches paypal
payments personal personalrat pm poststelle postmaster press presse pressestelle privacy process
product production products project projects projekt projektleitung publiccode public publicity qa
question questions rathaus rechnung referat register registration registry release releases
relations replies reply report reporting reports request requests research reservation
reservierung root robot routing sales sec secretariat secretary security sekretariat server
service services servicedesk shop sicherheit signup social software spam staff stadt statistics
statistik status stats submissions subscribe success support svn sysadmin sysadmins sys system
systems tac team teams tech technical technik telefonzentrale ticket tickets tools tourism
tourismus tracker training translation translations travel uucp unsubscribe update updates usenet
vertrieb vergabe verwaltung voice vorstand vulnerability vulnerabilities web webadmin webmaster
webmanagement webteam webinfo webservice wiki willkommen work workshop www zentrale noreplay
donotreply donotrespond dontreply nicht-antworten nichtantworten
"""
FUNCTIONS = frozenset(_FUNCTIONS_TEXT.split())
"""Mailboxes that belong to a function; words of them make a function, too (it-support)."""

_PLACEHOLDERS_TEXT = """
user username name yourname youremail myname me myself you your yourmail myemail my foo bar baz
foobar fooba qux test tester testing testuser usertest tests someone somebody anybody anyone
anonymous johndoe janedoe jdoe johnsmith janesmith doe john jane johnd joe joebloggs joedoe
maxmustermann erikamustermann mmustermann vorname nachname vornamenachname firstname lastname
firstnamelastname firstlast first last givenname abc abcd xyz xxx xx x y z a b c d aa bb cc aaa
bbb demo dummy example sample fake email emailaddress mailaddress address recipient sender from to
alice bob carol eve mallory charlie dave person customer kunde mitarbeiter nutzer benutzer
benutzername unknown undefined null none blah spam ham eggs hans hansmuster u1 u2 user1 user2
member student employee login userid uid id author youremailaddress emailid n mary jack jill
"""
PLACEHOLDERS = frozenset(_PLACEHOLDERS_TEXT.split())

_EXAMPLE_DOMAINS_TEXT = """
example examples beispiel test tests testing tester invalid localhost domain mydomain yourdomain
somedomain otherdomain domain1 domain2 company mycompany yourcompany somecompany firma meinefirma
musterfirma acme foo bar baz foobar qux sample dummy fake placeholder host myhost hostname server
myserver yourserver mailserver somewhere nowhere somehost provider yourprovider website mysite
yoursite site organization yourorg myorg abc xyz xxx xx x y z a b c d aa bb cc blah email.com
mail.com test.com test.de spam ham muster mustermann musterstadt beispielstadt corp mycorp contoso
fabrikam northwind initech umbrella tld isp yourhost address emailaddress doe unknown
"""
EXAMPLE_DOMAINS = frozenset(_EXAMPLE_DOMAINS_TEXT.split())
"""Names and whole domains that are nobody's mail domain."""

_FREE_MAIL_TEXT = """
gmail.com googlemail.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de
outlook.com outlook.de hotmail.com hotmail.de live.com live.de msn.com yahoo.com yahoo.de
yahoo.co.uk ymail.com icloud.com me.com mac.com aol.com posteo.de posteo.net mailbox.org
protonmail.com proton.me pm.me tutanota.com tutanota.de tuta.io arcor.de online.de vodafone.de
mail.ru yandex.ru qq.com 163.com 126.com fastmail.com fastmail.fm hey.com zoho.com mail.de
kabelmail.de unitybox.de email.de netcologne.de m-net.de mnet-online.de bluewin.ch orange.fr
wanadoo.fr free.fr laposte.net libero.it wp.pl o2.pl seznam.cz riseup.net disroot.org
"""
FREE_MAIL = frozenset(_FREE_MAIL_TEXT.split())

_COUNTRIES = """
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw
by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et
eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie
il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv
ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr
nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl
sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz
va vc ve vg vi vn vu wf ws ye yt za zm zw
"""
_GENERIC = """
com org net edu gov mil int info biz name pro aero coop museum mobi jobs travel cat asia tel post
dev app cloud online shop site tech blog email berlin bayern hamburg koeln cologne nrw ruhr saarland
tirol wien swiss gmbh digital systems solutions software group agency world network services company
works page link live life today zone media design studio store space website fun xyz top club icu
vip international expert academy school university community foundation ngo ong global team
consulting engineer engineering finance legal health care care
education institute london paris amsterdam nyc
one plus pub rocks run science social support tools training ventures wiki work eus gal scot bzh
quebec bio eco green energy events family gmx google microsoft codes computer technology guru ninja
"""
TOP_LEVEL = frozenset((_COUNTRIES + _GENERIC).split())
"""Top-level domains that mail addresses are seen under."""
