namespace GroupChat.Agents.Models;

/// <summary>How a configured model is spoken to.</summary>
internal enum ModelProvider
{
    /// <summary>A server with the chat completions of OpenAI: OpenAI itself, vLLM, llama-server and many others.</summary>
    OpenAI,

    /// <summary>Ollama, by its own interface.</summary>
    Ollama,

    /// <summary>A file that llama.cpp runs here, in a process of its own.</summary>
    Llama,
}
