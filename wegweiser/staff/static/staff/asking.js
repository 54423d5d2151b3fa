// Questions to the server, with the token of the page's form.
function send(url, body, type) {
  const headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value };
  if (type) headers["Content-Type"] = type;
  return fetch(url, { method: "POST", headers, body });
}

/** The answer, or null where there is none. */
export async function ask(url, data) {
  try {
    const answer = await send(url, JSON.stringify(data), "application/json");
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

export async function askForHtml(url, form) {
  try {
    const answer = await send(url, form);
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

export const later = (work, milliseconds) => {
  let timer = null;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
};
