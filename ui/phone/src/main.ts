/** Where the app begins. */
document.title = "DOneLogin";
