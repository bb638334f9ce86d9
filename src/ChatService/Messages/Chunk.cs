using GroupChat.Chat.Log;

namespace GroupChat.Chat.Messages;

/// <summary>A piece of a list of long things: as many as were asked for, or fewer when they are long.</summary>
/// <param name="Items">The entries.</param>
/// <param name="More">The list goes on.</param>
internal sealed record Chunk<T>(IReadOnlyList<T> Items, bool More)
{
    /// <param name="token">Makes the token of the next page from the last entry.</param>
    public Page<T> ToPage(Func<T, string> token) => new(Items, More ? token(Items[^1]) : "");
}
