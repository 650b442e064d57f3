give_back() { rm -rf ${folder} ${spool}; }
take_loan() (
  umask 077
  install -d -m 0700 -o ${user} -g ${user} ${folder} ${spool} &&
    cat >${folder}/loan &&
    sed '/^-----BEGIN/,$d' ${folder}/loan >${folder}/pgbackrest.conf &&
    sed -n '/^-----BEGIN/,$p' ${folder}/loan >${folder}/pass.pem &&
    rm ${folder}/loan &&
    chown ${user}:${user} ${folder}/*
)
