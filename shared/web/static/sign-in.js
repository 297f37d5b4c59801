// Takes a token from the part of the address that no server sees, and signs in with it.
"use strict";
(function () {
  var token = new URLSearchParams(window.location.hash.slice(1)).get("token");
  var form = document.getElementById("sign-in");
  if (token && form) {
    window.history.replaceState(null, "", window.location.pathname);
    form.elements.token.value = token;
    form.submit();
  }
})();
