using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Pipeline;

/// <summary>A name for everything that an answer depends on.</summary>
internal static class PromptKey
{
    /// <summary>Null for a prompt with contents that have no name, such as images, and for one with tools: what they do changes.</summary>
    public static string? Of(IReadOnlyList<ChatMessage> prompt, ChatOptions? options)
    {
        if (options?.Tools is { Count: > 0 })
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Settings(options));
        foreach (var message in prompt)
        {
            Add(hash, message.Role.Value);
            Add(hash, message.AuthorName ?? "");
            foreach (var content in message.Contents)
            {
                if (Name(content) is not { } name)
                    return null;
                Add(hash, name);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? Name(AIContent content) => content switch
    {
        TextContent text => $"t{text.Text}",
        PassageContent passage => $"p{passage.Number} {passage.PassageId} {passage.Title} {passage.Text}",
        _ => null,
    };

    private static string Settings(ChatOptions? options) => options is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{options.ModelId} {options.Temperature} {options.TopP} {options.TopK} {options.Seed} {options.MaxOutputTokens} {options.FrequencyPenalty} {options.PresencePenalty} {string.Join('\n', options.StopSequences ?? [])} {(options.ResponseFormat as ChatResponseFormatJson)?.Schema} {Adapters(options)}");

    private static string Adapters(ChatOptions options) =>
        RequestProperties.AdaptersOf(options) is { } uses ? "a" + string.Join(';', uses.Select(static use => string.Create(CultureInfo.InvariantCulture, $"{use.Name}={use.Scale:R}"))) : "";

    /// <summary>Each part with its length, so that no two lists of parts look alike.</summary>
    private static void Add(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
