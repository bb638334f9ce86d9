using System.Security.Cryptography;
using System.Text;
using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>An entry of a transcript with its words.</summary>
/// <param name="Entry">Where it comes from.</param>
/// <param name="Message">As a model reads it.</param>
/// <param name="Said">The message of the room, where it is one.</param>
internal sealed record PromptLine(TranscriptEntry Entry, ChatMessage Message, RoomMessage? Said = null)
{
    private const int HashBytes = 12;

    public static PromptLine Of(TranscriptEntry entry, ChatMessage message, RoomMessage? said = null) =>
        new(entry with { Hash = HashOf(message) }, message, said);

    public static string HashOf(ChatMessage message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in PartsOf(message))
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes));
    }

    private static IEnumerable<string> PartsOf(ChatMessage message)
    {
        yield return message.Role.Value;
        yield return message.AuthorName ?? "";
        foreach (var content in message.Contents)
        {
            yield return content switch
            {
                TextContent text => text.Text,
                PassageContent passage => $"{passage.Number} {passage.Title} {string.Join('/', passage.HeadingPath)}\n{passage.Text}",
                _ => "",
            };
        }
    }
}
