using GroupChat.Gateway.Sessions;
using GroupChat.Gateway.Sessions.Storage;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Identities.Storage;

/// <summary>Identities as rows, beside the sessions, in either database.</summary>
internal sealed class SqlIdentityStore(SessionDatabase database) : IIdentityStore, IExpiringStore
{
    private readonly ISqlDatabase _database = database.Sql;

    public Task<bool> TakeFlowAsync(string flowId, DateTimeOffset expireTime, CancellationToken cancellationToken) =>
        _database.WriteAsync(sql => SignInRows.Take(sql, flowId, expireTime), cancellationToken: cancellationToken);

    public Task AddResultAsync(SignInResult result, CancellationToken cancellationToken) =>
        _database.WriteAsync(sql => SignInRows.Put(sql, result), committed: null, RowLocks.SignIns(result.FlowId), cancellationToken);

    public Task<RedeemedSignIn> RedeemAsync(
        SignInProof proof, DateTimeOffset now, Func<ProvenIdentity, IdentityRecord> make, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql =>
            {
                var result = SignInRows.Find(sql, proof, now);
                SignInRows.UseUp(sql, proof);
                var (identity, isNew) = Store(sql, make(result.Identity));
                return new RedeemedSignIn(identity, isNew, result.DeviceLabel);
            },
            committed: null, RowLocks.SignIns(proof.FlowId), cancellationToken);

    public Task<IdentityRecord> LinkAsync(
        SignInProof proof, DateTimeOffset now, string userId, int most, Func<ProvenIdentity, IdentityRecord> make, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql =>
            {
                var result = SignInRows.Find(sql, proof, now);
                if (IdentityRows.Find(sql, result.Identity) is null && IdentityRows.Count(sql, userId) >= most)
                    throw SignInErrors.TooMany(most);
                var (identity, _) = Store(sql, make(result.Identity));
                if (identity.UserId != userId)
                    throw SignInErrors.Taken();
                SignInRows.UseUp(sql, proof);
                return identity;
            },
            committed: null, RowLocks.Both(RowLocks.SignIns(proof.FlowId), RowLocks.Owner(userId)), cancellationToken);

    public async Task<IReadOnlyList<IdentityRecord>> ListAsync(string userId, CancellationToken cancellationToken) =>
        await _database.ReadAsync(sql => IdentityRows.Of(sql, userId), cancellationToken);

    public Task UnlinkAsync(string identityId, string userId, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql =>
            {
                var all = IdentityRows.Of(sql, userId);
                if (all.TrueForAll(identity => identity.IdentityId != identityId))
                    throw SignInErrors.NotFound();
                if (all.Count == 1 && !IdentityRows.HasAccount(sql, userId))
                    throw SignInErrors.Last();
                return IdentityRows.Remove(sql, identityId);
            },
            committed: null, RowLocks.Owner(userId), cancellationToken);

    public Task<int> RemoveExpiredAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        ExpiredRows.RemoveAsync(_database, "sign_ins", "flow_id", now, most, RowLocks.SignIns, cancellationToken);

    /// <summary>Another server may store the same one at the same time: the first one stays.</summary>
    private static (IdentityRecord Identity, bool IsNew) Store(SqlSession sql, IdentityRecord identity)
    {
        var isNew = IdentityRows.Add(sql, identity);
        return (isNew ? identity : IdentityRows.Find(sql, identity.Issuer, identity.Subject)!, isNew);
    }
}
