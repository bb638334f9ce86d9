using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Identities.Storage;

/// <summary>
/// Sign-ins that came back from a provider, one row each until they expire: the row is what makes a flow, and later its code, good for
/// one time, on whatever server.
/// </summary>
internal static class SignInRows
{
    /// <summary>False when it was taken before.</summary>
    public static bool Take(SqlSession sql, string flowId, DateTimeOffset expireTime) => sql.Execute(
        """
        INSERT INTO sign_ins(flow_id, code_hash, challenge, code_expire_time, provider_id, issuer, subject, display_name, device_label, expire_time)
        VALUES (?1, '', '', 0, '', '', '', '', '', ?2) ON CONFLICT DO NOTHING
        """,
        flowId, Millis(expireTime)) == 1;

    public static int Put(SqlSession sql, SignInResult result) => sql.Execute(
        """
        UPDATE sign_ins SET code_hash = ?2, challenge = ?3, code_expire_time = ?4, provider_id = ?5, issuer = ?6, subject = ?7,
          display_name = ?8, device_label = ?9 WHERE flow_id = ?1
        """,
        result.FlowId, result.CodeHash, result.Challenge, Millis(result.ExpireTime), result.Identity.ProviderId, result.Identity.Issuer,
        result.Identity.Subject, result.Identity.DisplayName, result.DeviceLabel);

    /// <summary>Errors: SIGN_IN_CODE_INVALID, for a code that was used as well.</summary>
    public static SignInResult Find(SqlSession sql, SignInProof proof, DateTimeOffset now)
    {
        var found = sql.QuerySingle(
            """
            SELECT code_hash, challenge, code_expire_time, provider_id, issuer, subject, display_name, device_label
            FROM sign_ins WHERE flow_id = ?1
            """,
            row => new SignInResult(
                proof.FlowId, row.GetString(0), row.GetString(1),
                new(row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6)), row.GetString(7),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))),
            proof.FlowId);
        return found is not null && found.ExpireTime > now
            && SignInSecrets.AreSame(found.CodeHash, proof.CodeHash) && SignInSecrets.AreSame(found.Challenge, proof.Challenge)
            ? found
            : throw SignInErrors.CodeInvalid();
    }

    public static void UseUp(SqlSession sql, SignInProof proof)
    {
        if (sql.Execute("UPDATE sign_ins SET code_hash = '' WHERE flow_id = ?1 AND code_hash = ?2", proof.FlowId, proof.CodeHash) != 1)
            throw SignInErrors.CodeInvalid();
    }

    private static long Millis(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
