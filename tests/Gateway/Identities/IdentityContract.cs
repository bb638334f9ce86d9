using GroupChat.Gateway.Identities;
using GroupChat.Gateway.Identities.Storage;
using GroupChat.Gateway.Tests.Sessions;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Identities;

/// <summary>Identities and the sign-ins that lead to them on a real database, with the clock moved by hand.</summary>
public abstract class IdentityContract : SessionTest
{
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters";

    private protected IdentityContract(Func<Task<string>> backend)
        : base(backend)
    {
    }

    [Fact]
    public async Task TakeFlow_ByManyAtOnce_IsGivenToOne()
    {
        var store = Store();

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.TakeFlowAsync("flow", Time.GetUtcNow(), default))).Within();

        Assert.Single(taken, isTaken => isTaken);
    }

    [Fact]
    public async Task Redeem_ByManyAtOnce_IsGivenToOne()
    {
        var store = Store();
        var proof = await PrepareAsync(store, "ada");

        var redeemed = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TryAsync(() => store.RedeemAsync(proof, Time.GetUtcNow(), Make($"user {i}"), default)))).Within();

        Assert.Single(redeemed, isRedeemed => isRedeemed);
    }

    [Fact]
    public async Task Redeem_ManySignInsOfAnIdentityNeverSeen_MakeOneUser()
    {
        var store = Store();
        var proofs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PrepareAsync(store, "ada"))).Within();

        var redeemed = await Task.WhenAll(proofs.Select((proof, i) => store.RedeemAsync(proof, Time.GetUtcNow(), Make($"user {i}"), default))).Within();

        Assert.Single(redeemed.Select(each => each.Identity.UserId).Distinct());
        Assert.Single(redeemed, each => each.IsNew);
    }

    [Fact]
    public async Task Redeem_TooLate_IsRefusedAndTheRowGoes()
    {
        var store = Store();
        var proof = await PrepareAsync(store, "ada");
        Time.Advance(SignInResult.Life);
        await FailsAsync("SIGN_IN_CODE_INVALID", () => store.RedeemAsync(proof, Time.GetUtcNow(), Make("user"), default));
        var kept = await store.RemoveExpiredAsync(Time.GetUtcNow(), 10, default).Within();
        Time.Advance(SignInFlow.Life);

        Assert.Equal((0, 1), (kept, await store.RemoveExpiredAsync(Time.GetUtcNow(), 10, default).Within()));
    }

    [Fact]
    public async Task Link_MoreThanAUserMayHave_IsRefusedHoweverManyComeAtOnce()
    {
        var stores = new[] { Store(), Store() };
        var proofs = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => PrepareAsync(stores[0], $"subject {i}"))).Within();

        var linked = await Task.WhenAll(proofs.Select((proof, i) =>
            TryAsync(() => stores[i % 2].LinkAsync(proof, Time.GetUtcNow(), "ada", 3, Make("ada"), default)))).Within();

        Assert.Equal(3, linked.Count(isLinked => isLinked));
        Assert.Equal(3, (await stores[0].ListAsync("ada", default).Within()).Count);
    }

    [Fact]
    public async Task Unlink_AllAtOnce_LeavesOne()
    {
        var stores = new[] { Store(), Store() };
        for (var i = 0; i < 4; i++)
            await stores[0].LinkAsync(await PrepareAsync(stores[0], $"subject {i}"), Time.GetUtcNow(), "ada", 9, Make("ada"), default).Within();
        var identities = await stores[0].ListAsync("ada", default).Within();

        await Task.WhenAll(identities.Select((each, i) => TryAsync(async () =>
        {
            await stores[i % 2].UnlinkAsync(each.IdentityId, "ada", default);
            return true;
        }))).Within();

        Assert.Single(await stores[1].ListAsync("ada", default).Within());
    }

    /// <summary>Over the same database: in a file there is one connection to it, in PostgreSQL another server.</summary>
    private protected abstract SqlIdentityStore Store();

    private static Func<ProvenIdentity, IdentityRecord> Make(string userId) => proven =>
        new(Guid.CreateVersion7(DateTimeOffset.UnixEpoch).ToString(), proven.Issuer, proven.Subject, userId, proven.ProviderId, proven.DisplayName, DateTimeOffset.UnixEpoch);

    private static async Task<bool> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (ServiceDefaults.Errors.DomainError error) when (error.Reason is "SIGN_IN_CODE_INVALID" or "TOO_MANY_IDENTITIES" or "LAST_IDENTITY")
        {
            return false;
        }
    }

    private async Task<SignInProof> PrepareAsync(SqlIdentityStore store, string subject)
    {
        var (flow, secret, now) = (SignInSecrets.Random(), SignInSecrets.Random(), Time.GetUtcNow());
        Assert.True(await store.TakeFlowAsync(flow, now + SignInFlow.Life, default).Within());
        var proof = SignInProof.Of(SignInProof.CodeOf(flow, secret), Verifier);
        await store.AddResultAsync(
            new(flow, proof.CodeHash, proof.Challenge, new("acme", TokenMaker.Issuer, subject, "Ada"), "", now + SignInResult.Life), default).Within();
        return proof;
    }
}
