using System.Security.Cryptography;
using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>What the database knows about itself.</summary>
internal static class MetaRows
{
    private const string SealKey = "seal_key";

    /// <summary>
    /// The key under which cursors are sealed: made with the database and kept with it, so that cursors never expire and every
    /// process reads those of the others. Of several that start at once, the first one's key stays.
    /// </summary>
    public static Seal ReadSeal(SqlSession session)
    {
        session.Send(
            "INSERT INTO meta(name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING", SealKey, RandomNumberGenerator.GetBytes(Seal.KeyLength));
        return new Seal(session.QuerySingle("SELECT value FROM meta WHERE name = ?1", row => row.GetBlob(0), SealKey)!);
    }
}
