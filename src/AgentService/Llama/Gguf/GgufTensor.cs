namespace GroupChat.Agents.Llama.Gguf;

/// <summary>One table of weights in a file.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Shape">One to four sizes; the first is contiguous.</param>
/// <param name="Encoding">How numbers are stored, by its number in ggml.</param>
/// <param name="Offset">Bytes from the start of the data.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record GgufTensor(string Name, IReadOnlyList<long> Shape, int Encoding, long Offset, long Bytes);
