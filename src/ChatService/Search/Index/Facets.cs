using System.Text;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Search.Folding;

namespace GroupChat.Chat.Search.Index;

/// <summary>
/// What a message is found by: the grams of its text, and one term for its author and for each person it mentions, beyond the
/// last code point and therefore beyond all grams. Names are hashed into what is left of the number: what is found is compared
/// with the message itself anyway.
/// </summary>
internal static class Facets
{
    private const int HashBits = 42;
    private const long Authors = 0x110000L << HashBits;
    private const long Mentions = 0x110001L << HashBits;

    public static long Author(UserId user) => Authors | Hash(user);

    public static long Mention(UserId user) => Mentions | Hash(user);

    /// <summary>Replaces what is in the list by the terms of a message.</summary>
    public static void Collect(Message message, List<long> terms)
    {
        terms.Clear();
        foreach (var part in message.Parts)
            Grams.Collect(SearchFolding.Fold(part.Text), terms);
        terms.Add(Author(message.Author.Id));
        foreach (var mentioned in message.Mentions)
            terms.Add(Mention(mentioned.Id));
    }

    // FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): stored, so it may never change.
    private static long Hash(UserId user)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var b in Encoding.UTF8.GetBytes(user.Value))
            hash = (hash ^ b) * 0x100000001B3;
        return (long)((hash ^ (hash >> HashBits)) & ((1L << HashBits) - 1));
    }
}
