#!/bin/sh
# Makes the certificates of the tests anew, with OpenSSL. They last from 2020 to 2120 and guard nothing.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/ca.conf" <<CONF
[ca]
default_ca = tests
[tests]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = anything
unique_subject = no
[anything]
commonName = supplied
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[server]
basicConstraints = critical,CA:FALSE
subjectAltName = DNS:localhost
# As PostgreSQL's manual has one made: of no authority but itself.
[alone]
basicConstraints = critical,CA:TRUE
subjectAltName = DNS:localhost
CONF
: >"$work/index"

# make NAME SECTION SUBJECT SIGNER
make() {
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
        -keyout "$work/$1.key" -out "$work/$1.csr" -subj "/CN=$3"
    if [ "$4" = "$1" ]; then signer="-selfsign"; else signer="-cert $4.pem"; fi
    openssl ca -batch -notext -config "$work/ca.conf" $signer -keyfile "$work/$4.key" \
        -extensions "$2" -startdate 20200101000000Z -enddate 21200101000000Z \
        -in "$work/$1.csr" -out "$1.pem"
}
make authority authority "authority of the tests" authority
make other authority "another authority" other
make server server localhost authority
make alone alone localhost alone
cp "$work/server.key" "$work/alone.key" .
