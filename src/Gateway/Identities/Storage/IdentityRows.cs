using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Identities.Storage;

/// <summary>Identities, one row each, known by issuer and subject.</summary>
internal static class IdentityRows
{
    private const string Columns = "identity_id, issuer, subject, user_id, provider_id, display_name, create_time";

    /// <summary>False when it is there already.</summary>
    public static bool Add(SqlSession sql, IdentityRecord identity) => sql.Execute(
        $"INSERT INTO identities({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        identity.IdentityId, identity.Issuer, identity.Subject, identity.UserId, identity.ProviderId, identity.DisplayName,
        identity.CreateTime.ToUnixTimeMilliseconds()) == 1;

    public static IdentityRecord? Find(SqlSession sql, ProvenIdentity identity) => Find(sql, identity.Issuer, identity.Subject);

    public static IdentityRecord? Find(SqlSession sql, string issuer, string subject) =>
        sql.QuerySingle($"SELECT {Columns} FROM identities WHERE issuer = ?1 AND subject = ?2", Map, issuer, subject);

    public static List<IdentityRecord> Of(SqlSession sql, string userId) =>
        sql.Query($"SELECT {Columns} FROM identities WHERE user_id = ?1 ORDER BY identity_id", Map, userId);

    public static long Count(SqlSession sql, string userId) =>
        sql.QuerySingle("SELECT count(*) FROM identities WHERE user_id = ?1", row => row.GetInt64(0), userId);

    public static int Remove(SqlSession sql, string identityId) => sql.Execute("DELETE FROM identities WHERE identity_id = ?1", identityId);

    public static bool HasAccount(SqlSession sql, string userId) =>
        sql.TryQuerySingle("SELECT 1 FROM accounts WHERE user_id = ?1", _ => true, out _, userId);

    private static IdentityRecord Map(SqlRow row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)));
}
