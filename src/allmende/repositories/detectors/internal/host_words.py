# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: Allmende contributors
"""Names of hosts and accounts that are the same everywhere, and hence tell nothing."""

_EVERYWHERE_TEXT = """
host.docker.internal gateway.docker.internal kubernetes.docker.internal docker.internal
metadata.google.internal kubernetes.default.svc.cluster.local cluster.local svc.cluster.local
containers.internal host.containers.internal host.minikube.internal host.lima.internal
localhost.local localhost.localdomain raspberrypi.local router.local mydomain.local
metadata.internal instance-data.ec2.internal
"""
EVERYWHERE = frozenset(_EVERYWHERE_TEXT.split())
"""Hosts of tools, under internal top-level domains."""

_CODE_WORDS_TEXT = """
this self settings config env module package global window process app application vue react
threading thread storage session request response context state store props ctx args options com
org net java javax jdk sun io de uk eu gov oracle microsoft google apache springframework scope
variables local default python django flask np torch tf node std core lib util utils
docker-compose compose values appsettings properties profile vite next nuxt webpack logback bashrc
zshrc gitignore rules db cls obj ref refs data kind type field is has use _threading werkzeug
asgiref intellij junit kotlin kotlinx scala akka gradle idea jetbrains
"""
CODE_WORDS = frozenset(_CODE_WORDS_TEXT.split())
"""First words of attributes, packages and file names that end like a host."""

_PLACEHOLDERS_TEXT = """
example examples beispiel test tests mydomain yourdomain domain company mycompany yourcompany acme
foo bar baz foobar server myserver yourserver host myhost hostname yourhost sample dummy contoso
fabrikam corp mycorp organization myorg site mysite some any fake placeholder my your service
namespace myservice mynamespace release name machine computer fileserver share nas
domaincontroller dc organisation firma meinefirma springframework openldap planetexpress airius
mydc mycorporation ad local somedomain mit microsoft
"""
PLACEHOLDERS = frozenset(_PLACEHOLDERS_TEXT.split())
"""Labels of host names in manuals."""

_GENERIC_USERS_TEXT = """
runner root user users vagrant ubuntu node admin administrator debian centos fedora ec2-user
jenkins travis circleci gitpod vscode coder codespace jovyan git www www-data app apps appuser
docker container build builder buildbot ci gitlab-runner azureuser vsts vstsagent pi kali guest
public default shared all defaultuser username yourname your_name your-name yourusername
your_username your-username myuser myusername myname you me name foo bar baz test tester testuser
someuser somebody someone anonymous nobody alice bob john jane joe jdoe johndoe demo dev developer
jsmith devuser deploy deployer service postgres mysql redis nginx apache tomcat jboss spring elastic
oracle hadoop spark airflow linuxbrew homebrew brew nonroot steam arch conda mambauser rstudio
user1 user2 usr xxx xyz abc example sample student opc cnb runneradmin vmuser work workspace
project projects code src data lib bin share local tmp log etc var opt backup web html runuser
containeradministrator appveyor vssadministrator sbx_user1051 webuser nixbld nix user_name
benutzer benutzername nutzer nutzername mustermann maxmustermann max erika
"""
GENERIC_USERS = frozenset(_GENERIC_USERS_TEXT.split())
"""Accounts that are nobody's own."""

_WEB_WORDS_TEXT = """
page pages index home dashboard settings components component assets static img images image css
js about contact profile login logout news blog search help docs api v1 v2 views view controller
layout layouts services modules feature features routes public details overview welcome main
section hero banner header footer sidebar common create edit delete list new items item templates
template content me self groups current resources languages translations
"""
WEB_WORDS = frozenset(_WEB_WORDS_TEXT.split())
"""What follows /home/ and /Users/ in addresses and sources of web applications."""

_TOOLS_TEXT = """
intranet wiki confluence jira gitlab bitbucket sharepoint jenkins sonar sonarqube nexus
artifactory grafana kibana vpn git svn harbor rancher argocd keycloak sso openproject redmine otrs
mattermost rocketchat nextcloud sap citrix owa exchange proxy ldap adfs
"""
TOOLS = _TOOLS_TEXT.split()
"""First labels of the addresses of tools that offices run for themselves."""

_SERVICES_TEXT = """
localhost db database postgres postgresql postgresdb mysql mariadb mongo mongodb redis rabbitmq
rabbit kafka broker zookeeper elasticsearch opensearch oracle mssql sqlserver sql keycloak ldap
openldap mail mailhog minio s3 cache server host hostname dbhost dbserver db-host db-server
backend api app web nginx host1 host2 host3 hosta hostb node1 node2 node3 server1 server2 primary
replica master slave cassandra neo4j influxdb h2 hsqldb postgis timescaledb pg my-postgres
my-mysql my-redis postgres-db mysql-db redis-server db1 db2 redis1 kafka1 mongo1 mongo2 127.0.0.1
0.0.0.0 username user clickhouse nats activemq artemis memcached valkey
"""
SERVICES = frozenset(_SERVICES_TEXT.split())
"""Host names of services within a compose file or a manual."""
