// Words from the program.
const mount = element.querySelector(".mount");
const draw = () => (mount.innerHTML = props.value || "");
watch("value", draw);
draw();
