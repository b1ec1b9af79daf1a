function Heading(el) return {} end
function Helper(el) return {} end
