#!/bin/sh
# psql in the forms in which people and scripts use it. Says, a line each: form, what it was told, and
# whether the connection lived on. usage: psql_forms.sh PORT MODE
port="$1" mode="$2"
patience=30
[ "$mode" = silence ] && patience=3

# play FORM SQL [ARGUMENT...]: ROLLBACK comes last, and says that the connection lives.
play() {
  form="$1" sql="$2"
  shift 2
  out=$(printf '%s\nROLLBACK;\n' "$sql" | PGAPPNAME="$form" timeout "$patience" psql -X \
    -v VERBOSITY=sqlstate -h 127.0.0.1 -p "$port" -U shop -d shop "$@" 2>&1)
  code=$?
  told=ok
  case "$out" in
    *40001*) told=refused ;;
    *closed*|*reset*|*terminated*|*lost*) told=broken ;;
    *ERROR*) told=error ;;
  esac
  [ "$code" -eq 124 ] && told=silent
  lives=dead
  case "$out" in *ROLLBACK*) lives=alive ;; esac
  echo "$form $told $lives"
}

insert() { echo "INSERT INTO paid VALUES ('$1/$mode')"; }

play alone "$(insert alone);" &
play transaction "BEGIN;
$(insert transaction);
END;" &
play several "BEGIN\\; $(insert several)\\; COMMIT;" &
play several_alone "SELECT 1\\; $(insert several_alone);" &
play do_block "DO \$\$ BEGIN $(insert do_block); END \$\$;" &
play sent_with_parameters "BEGIN;
$(insert sent_with_parameters)
\\g
COMMIT;" &
play copy "BEGIN;
SELECT 'copy/$mode';
\\copy paid from program 'echo copy/$mode'
COMMIT;" &
play no_autocommit "$(insert no_autocommit);
COMMIT;" -v AUTOCOMMIT=off &
wait
