using System.Security.Cryptography;
using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>What the database knows about itself.</summary>
internal static class MetaRows
{
    private const string SealKey = "seal_key";

    /// <summary>The key under which cursors are sealed: made with the database and kept with it, so that cursors never expire.</summary>
    public static Seal ReadSeal(SqlSession session)
    {
        var key = session.QuerySingle("SELECT value FROM meta WHERE name = ?1", row => row.GetFieldValue<byte[]>(0), SealKey);
        if (key is null)
        {
            key = RandomNumberGenerator.GetBytes(Seal.KeyLength);
            session.Execute("INSERT INTO meta(name, value) VALUES (?1, ?2)", SealKey, key);
        }

        return new Seal(key);
    }
}
