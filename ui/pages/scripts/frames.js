// Goes on when every app was told, a little before the page would by itself. A page is loaded when its frames are.
const onward = document.querySelector("#logout-continue");
const goOn = () => {
  location.replace(onward.href);
};
if (document.readyState === "complete") {
  goOn();
} else {
  addEventListener("load", goOn);
}
