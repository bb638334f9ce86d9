namespace GroupChat.Agents.Llama.Gguf;

/// <summary>Whether an adapter is one of this model: its pairs of tables are of tables that the model has, and of fitting sizes.</summary>
internal static class AdapterChecks
{
    private const string First = ".lora_a";
    private const string Second = ".lora_b";

    /// <exception cref="ServiceDefaults.Errors.DomainError">MODEL_FILE_INVALID.</exception>
    public static void Check(GgufFile adapter, GgufFile model)
    {
        GgufChecks.CheckAdapter(adapter);
        if (adapter.Architecture != model.Architecture)
            throw LlamaErrors.FileInvalid("the adapter is one of another architecture");
        if (adapter.Values.GetValueOrDefault("adapter.lora.alpha") is not double alpha || !double.IsFinite(alpha))
            throw LlamaErrors.FileInvalid("the adapter does not say its alpha");
        var tables = model.Tensors.ToDictionary(static tensor => tensor.Name, StringComparer.Ordinal);
        var parts = adapter.Tensors.ToDictionary(static tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var part in adapter.Tensors)
            Check(part, parts, tables);
    }

    private static void Check(GgufTensor part, Dictionary<string, GgufTensor> parts, Dictionary<string, GgufTensor> tables)
    {
        var isFirst = part.Name.EndsWith(First, StringComparison.Ordinal);
        if (!isFirst && !part.Name.EndsWith(Second, StringComparison.Ordinal))
            throw LlamaErrors.FileInvalid("the adapter has a table that is no half of a pair");
        var name = part.Name[..^First.Length];
        if (!tables.TryGetValue(name, out var table) || !parts.TryGetValue(name + First, out var first) || !parts.TryGetValue(name + Second, out var second))
            throw LlamaErrors.FileInvalid("the adapter changes a table that the model does not have, or has half a pair");
        if (table.Shape.Count != 2 || first.Shape.Count != 2 || second.Shape.Count != 2
            || first.Shape[0] != table.Shape[0] || second.Shape[1] != table.Shape[1] || first.Shape[1] != second.Shape[0])
            throw LlamaErrors.FileInvalid("the adapter was made for a model of other sizes");
    }
}
