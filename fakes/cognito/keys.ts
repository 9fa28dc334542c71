import type { JsonWebKey } from 'node:crypto';

/** A signing key and the name under which it is published. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: JsonWebKey;
}

/**
 * Test keys, made for this file and public by being in it: whatever they sign proves nothing. They are fixed, since
 * generated ones would make every token differ from run to run. A user pool signs access and id tokens with two
 * different keys.
 */
export const ACCESS_TOKEN_KEY: SigningKey = {
  kid: 'VbN2gm5oE2cuoPZd/CF2RxMwkJfrzn9BYP4SdUrMxd0=',
  privateKey: {
    kty: 'RSA',
    n: '1-ZbnM7VrpdEWm4mDrUtVjsISHGuybnzXu3RTJsaNQiOV01bf7OB5ZndM-b5IfxUx00GUWNc925ZOUwc5obMgInJUPzgnq4-3STFLlz_JP1WzDeishr4xwsYj-GNI1Q8ry58_BPzY5nNtJ8dtA-IBn4ccKFXBU6VTg3lEpqSFf9OYkDJWEWWiynFRLspkvebacMO-MTvB46xxQvZywLZcPuheu3P-KujeSDIVwCpnXL2750jxYPmceQpni73-o8v2mddhVSq9k1hYGNps4iywqTqbQPXTVpkyGc21okiYJy98D3g-GNdA0lAPz-NlvWcKO7MJOXE8QUL_zadeZAjPw',
    e: 'AQAB',
    d: 'RpXzPMSouvCMse4SNjvIy0j4j8rPJPfNGCuzgpKxEkauVt-dOxaCsQDJf8cTi6d2RkSp_KD6S5EBzchTKJFIufuSXI6Yl3iLZ_y2FM7lwf-ryY-k-wrzbAv2J1BMNxE61-Fgjn-tUtJ9nQBqkyyCwfCoNrChBUSobsD_NEJh4ZuhUV_Y-kh7IQClngVQSKiO9Z9rd9NDWfF8oqWXcfaH5jvmqb8svXNoShKomUVli7nnsPB7C4SmUTsnEHpt4eCfg_0JJ7PrMJfTh-vovbKD1QS9Bz4XoqE_mG4YtbZVAdhL-h5JTprVphbm36hpEsyOrCfFcb_Brrwizt6QcOMayQ',
    p: '-anoA83BaJOHXWxTYS7mBEx7xI71Rd8QS08wTBAwzKYAIIedKBMeA0IpynlQJ_F3hlmYngvrYmqvSkDGA0gs3aD8_vSLcygRZffzZSPEENDkYGIK3SM_T1yq2Fty-EFUfqAUZPy43EqJGuIM3rN4afCSnLHMDSs50Wo9WRk4tPk',
    q: '3WEVeKlIT2Etm7iEelF0tUAmTsDgz0yT_rdB3iHJgMFa2Tsr06wI3ue4tKN8WDMPEjApEijhpPOpBpUA1pWq25GyhUSHNSKXehyU4YFixgtWZ_rXcO3cPEXlD8nsfOgS3FCC6J60TY_gYCofpcOTKZ8ENlx2gWXwS-NmlgEif_c',
    dp: 'jIla5EE_PPnGug0PRmZa7lKLXRLH-GPfTTUvT7HRdnF_ItCT44oXW-gzlBkDyOhAyuzGXzkAcC7zq02Y6SIIt1027OGFWfZVDNwtM2KVrI2Z8LNfwClmKutT9GRN7HcB9CFyOYKVINQIJ4zVh8ro3mGgdfoTjdomOr6d9_idlik',
    dq: 'h_OSEwqqrIz6TFJRkSiq6pBdtil_Je9aR6fVHIxVSev0VcmfzZsty240oUJxH10j2UCYSF2wzPMSD0e8Pwuk5LiiEHOYMQpwSf55c89YkFTwGGUUn3aDtMQbusl_oOmIg6Ix8pdcFPHRklzsGIl1u667EINSB39JxeD95AsIW9s',
    qi: 'Egbu6qSozCKGi87MSIXDWj76bXQzCspADLHF9IhzZYa7gAMDnVtUd-IW6WDtqQHqCax_GrIRyJFyCMXwqE1x91I31E6hrUwMbAJj-SrSliWp3zGoEU5W6KuY1xXYqQg20H5OGK87KkJFuwUHPFLTPxbGLkQQm2ZLo62Z5icb07I',
  },
};

export const ID_TOKEN_KEY: SigningKey = {
  kid: 'gKJg6c+LqDkI+1KKPyzFfLGbKhQG+wK9CQO34ZdyO6M=',
  privateKey: {
    kty: 'RSA',
    n: 'tF28Y2axYsNtTPths8_eqovbLQA7HvvcJgDzsvF0hk4lt9n5OHH6VphnLdCWEQw7tYVbzPSfULvxpLWEh19UzQjqewQiu2IQMghPl_C5wm3RRKzS8tXQT7gj-JlBY-708wNI1n23oYGtYpXcvGyxHLiP5Kj0Z2QZ9-dRV0s53ncYdpr9DRHhoe02r_49JPQeL2842Lgl0KN9mcMddt5OOR-f_jU6Kf2RMcWj8GuN3hRQq0dikUP-dV6sLTpyaHbTvYQz26jqtj-2sBwpQkdCf6K3AGOifAqtZBUsVNjbScJo2GJ59Fu8CfJrIgRJnoOODmeHdDENrVISHqFSlIWi9Q',
    e: 'AQAB',
    d: 'CbRXbAkSTJbo58ZIx093vWO2qxEC8qj-Jdn8Qr8EvtXakq3636Nw-D13-Q-Vhhz143o66mf-YG4pqME5fGfP3L5OO3M0A91ZXg_IvzXtEL3Zj3aLB794V1Ri3xUuia10PCpg6LrX6VaHA9xosDIFmjQrTdQcs6lqT5vVv7rPm3K5NJLF7BVzMsp43T8LROYo_7pvoy-Q8WxNjyL1DGbH2wrBNaJiL7H6tzW4nB-THFuyC1Lw5MFjisBHcuokABMS5z_rmwked5K1EAZ4M_r-H01Vnb7LIy7hOmpW1a4hcHZXvtmJ8Jd6YApeif0vTaEqfUoFMvANntQ2e1E9glcHAQ',
    p: '_eYE7X1zWIXEQWU1ovHKm3xIRyZqR4X61XdvFynW5-7cNh42NX_oQUzeUjBzeuKW82LJ9d4hlZZ25VwaNsBmnkr_CUzdiGeT3gmEJQj6VgnPXCjMN61Ev-L8TVMgGyNFXjLCgJPVoRj3jLryTRnzRwBsMJWO4Pek0siEUqCZkoE',
    q: 'tdvpCwJ7XVOmfyTSBvJiQUJJtIKOCZYVpJTBwiCokLB20gQJDNBncPxuPEic-vf-qP3VfBzttGBy8tW0j6nTFMQTMdIs3I1JzVg1JI8G59EQFzvMWefa8Jex8T1zKrVbZotxq6lJhdsPqbSK4XB60-PTG4719ojMPLh4ZEfCrnU',
    dp: '88h-BsIjlGWsENZq76-VyEFG7PoXpeEg_QIWanlD3aJdUqEjj67mhHyYIvZeiykxozPBkw_b01OLiaIrkVKftXFw-68QLr61HcapWR4Lr7zvmx-ZJgR6NHxvoJcmBqiRHGdElkxcHLhqSHff2uQF0LC5MNUJQTzGx5S8aNHHYwE',
    dq: 'Nck3sJjoUZ7m9F24fHN9md14HRor1iv8dLPGZprwH_MBAXZOEuskXOdb1xqGyzdDq0l_tXh82UdZV_bas06_7jlbj_WgbQ6gkEoRVaGzoiZUAvsdok2PlG7ZIwdQo4YF5VtCoEmuRBeZF1EdbjWtLjQIgPMUTfkBpsfMW6RZsO0',
    qi: '2OGp3vuxrKQD7hWvUS2Epap0i8Z0MrwtoOG_nmjNbZQ1eFdd47iIBMDcqFG7ddONVKpZf4Eonp3eTt7hh0Sjr8dK-i-ReoCZox064CPCjkiq--2Z2IXvN2HQMaHlErotPvOLNlUs-tUIbFjb9zyzH0WhNDlCwKTOHzmaX7owqWY',
  },
};
