using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Llama.Gguf;

/// <summary>
/// The header of a GGUF file: its keys and the places of its tables. Everything in it is checked against the file's length and
/// fixed limits, because the library that reads the file next may end the process over what it does not expect.
/// </summary>
/// <param name="Values">Keys with a single value: bool, long, double, string.</param>
/// <param name="Arrays">Keys with a list: its type and length; the values only of the vocabulary.</param>
/// <param name="Tensors">Every table, in the order of the file.</param>
internal sealed record GgufFile(
    IReadOnlyDictionary<string, object> Values, IReadOnlyDictionary<string, GgufArray> Arrays, IReadOnlyList<GgufTensor> Tensors)
{
    public const string TokensKey = "tokenizer.ggml.tokens";
    public const string TokenTypesKey = "tokenizer.ggml.token_type";

    /// <summary>"llama" and so on; empty when the file does not say.</summary>
    public string Architecture => Text("general.architecture") ?? "";

    /// <exception cref="DomainError">MODEL_FILE_INVALID.</exception>
    public static GgufFile Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            return new GgufReader(stream).Read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw LlamaErrors.FileInvalid(error is EndOfStreamException ? "it ends too early" : "it cannot be read");
        }
    }

    public string? Text(string key) => Values.GetValueOrDefault(key) as string;

    public long? Number(string key) => Values.GetValueOrDefault(key) as long?;
}
