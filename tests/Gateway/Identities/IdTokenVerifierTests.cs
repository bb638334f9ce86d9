using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using GroupChat.Gateway.Identities.Oidc;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Identities;

/// <summary>Which ID tokens are believed, and that no others are.</summary>
public sealed class IdTokenVerifierTests : IDisposable
{
    private readonly TokenMaker _maker = new();
    private readonly ManualTimeProvider _time = new();
    private readonly List<JsonObject> _published = [];
    private int _fetches;

    public IdTokenVerifierTests() => _published.AddRange([_maker.RsaKey, _maker.CurveKey]);

    public void Dispose() => _maker.Dispose();

    [Fact]
    public async Task Verify_TokenOfTheProvider_AnswersWithItsClaims()
    {
        var claims = TokenMaker.Claims(_time.GetUtcNow());
        var verifier = Verifier();

        var rsa = await verifier.VerifyAsync(_maker.Rs256(claims), TokenMaker.Nonce, default).Within();
        var curve = await verifier.VerifyAsync(_maker.Es256(claims), TokenMaker.Nonce, default).Within();

        Assert.Equal(("ada", "ada", 1), (rsa.GetProperty("sub").GetString(), curve.GetProperty("sub").GetString(), _fetches));
    }

    public static TheoryData<string, string?> BadClaims => new()
    {
        { "iss", "\"https://id.example.com/\"" }, { "iss", null }, { "iss", "[\"https://id.example.com\"]" },
        { "aud", "\"somebody\"" }, { "aud", "[]" }, { "aud", "[\"groupchat\",\"other\"]" }, { "aud", null }, { "aud", "{\"a\":\"groupchat\"}" },
        { "azp", "\"other\"" }, { "azp", "7" }, { "nonce", "\"other\"" }, { "nonce", null }, { "nonce", "7" },
        { "sub", "\"\"" }, { "sub", null }, { "sub", "\"\\ud800\"" }, { "sub", "\"a\\nb\"" },
        { "exp", null }, { "exp", "\"4000000000\"" }, { "exp", "1e400" }, { "exp", "-1" }, { "iat", null }, { "iat", "99999999999" },
        { "nbf", "99999999999" }, { "nbf", "\"now\"" },
    };

    [Theory]
    [MemberData(nameof(BadClaims))]
    public async Task Verify_ClaimThatIsWrong_Refuses(string name, string? value)
    {
        var claims = TokenMaker.Claims(_time.GetUtcNow());
        claims.Remove(name);
        var text = claims.ToJsonString();
        if (value is not null)
            text = $"{text[..^1]},\"{name}\":{value}}}";

        await RefusesAsync(_maker.Rs256Text(text));
    }

    [Fact]
    public async Task Verify_AgeOfAToken_AllowsForTheClocksAndNoMore()
    {
        var now = _time.GetUtcNow();
        var verifier = Verifier();
        foreach (var (name, offset, isGood) in ((string, int, bool)[])[("exp", -59, true), ("exp", -61, false), ("iat", 59, true), ("iat", 61, false), ("nbf", 61, false)])
        {
            var claims = TokenMaker.Claims(now);
            claims[name] = now.ToUnixTimeSeconds() + offset;
            if (isGood)
                await verifier.VerifyAsync(_maker.Rs256(claims), TokenMaker.Nonce, default).Within();
            else
                await RefusesAsync(_maker.Rs256(claims));
        }
    }

    [Fact]
    public async Task Verify_AlgorithmThatIsNotTheKeys_Refuses()
    {
        var claims = TokenMaker.Claims(_time.GetUtcNow());

        foreach (var token in (string[])[
            _maker.Hs256(claims), TokenMaker.Token(TokenMaker.Header("none", "rsa"), claims, _ => []),
            TokenMaker.Token(TokenMaker.Header("none", "rsa"), claims, _ => [1]), _maker.Rs256(claims, TokenMaker.Header("RS512", "rsa")),
            _maker.Rs256(claims, TokenMaker.Header("PS256", "rsa")), _maker.Rs256(claims, TokenMaker.Header("ES256", "rsa")),
            _maker.Rs256(claims, TokenMaker.Header("ES256", "ec")), _maker.Es256(claims, TokenMaker.Header("RS256", "ec")),
            _maker.Rs256(claims, TokenMaker.Header("rs256", "rsa")), _maker.Rs256(claims, new() { ["kid"] = "rsa" }),
            _maker.Rs256(claims, new() { ["alg"] = "RS256", ["kid"] = "rsa", ["crit"] = new JsonArray("b64") }),
        ])
            await RefusesAsync(token);
    }

    [Fact]
    public async Task Verify_TextThatIsNoToken_Refuses()
    {
        var good = _maker.Rs256(TokenMaker.Claims(_time.GetUtcNow()));
        foreach (var token in (string[])[
            "", ".", "..", "a.b.c", good + "=", good + ".", " " + good, good[..^8], good.Replace('.', ','), good + new string('A', 20_000),
            good.Insert(good.Length / 2, "\n"), TokenMaker.Token("[]", "{}", _ => [1]), TokenMaker.Token("{\"alg\":\"RS256\",\"alg\":\"none\"}", "{}", _ => [1]),
            TokenMaker.Token(new string('[', 5000), "{}", _ => [1]), TokenMaker.Token("{\"\\ud800\":1}", "{}", _ => [1]),
        ])
            await RefusesAsync(token);
    }

    [Fact]
    public async Task Verify_KeyNobodyKnows_FetchesAFewTimesAndNoMore()
    {
        using var stranger = new TokenMaker();
        var verifier = Verifier();
        for (var i = 0; i < 20; i++)
            await RefusesAsync(stranger.Rs256(TokenMaker.Claims(_time.GetUtcNow()), TokenMaker.Header("RS256", $"new {i}")), verifier);
        var fetched = _fetches;
        await RefusesAsync(stranger.Rs256(TokenMaker.Claims(_time.GetUtcNow())), verifier); // known by name, signed by another

        Assert.Equal((6, 6), (fetched, _fetches));
    }

    [Fact]
    public void Read_KeyThatIsNoGood_IsLeftOut()
    {
        using var small = RSA.Create(1024);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var off = (JsonObject)_maker.CurveKey.DeepClone();
        off["y"] = off["x"]!.GetValue<string>();
        var weak = (JsonObject)_maker.RsaKey.DeepClone();
        weak["n"] = System.Buffers.Text.Base64Url.EncodeToString(small.ExportParameters(false).Modulus);

        Assert.All(
            TokenMaker.Read(
                weak, off, TokenMaker.Curve("ec", "P-384", other), TokenMaker.Curve("ec", "P-256", other), With(_maker.RsaKey, "use", "enc"),
                With(_maker.RsaKey, "alg", "RS512"), With(_maker.RsaKey, "alg", "ES256"), With(_maker.RsaKey, "kty", "oct"), With(_maker.RsaKey, "e", "AQ"),
                With(_maker.RsaKey, "e", "AQAA"), With(_maker.RsaKey, "n", "%%%"), With(_maker.CurveKey, "crv", "secp256k1"), new()),
            Assert.Null);
        Assert.All(TokenMaker.Read(_maker.RsaKey, _maker.CurveKey), Assert.NotNull);
    }

    private static JsonObject With(JsonObject key, string name, string value)
    {
        key[name] = value;
        return key;
    }

    private IdTokenVerifier Verifier() => new(TokenMaker.Provider, new(
        _ =>
        {
            _fetches++;
            var set = new JsonObject { ["keys"] = new JsonArray([.. _published.Select(key => key.DeepClone())]) };
            return Task.FromResult(JsonDocument.Parse(set.ToJsonString()).RootElement);
        },
        _time), _time);

    private async Task RefusesAsync(string token, IdTokenVerifier? verifier = null)
    {
        var error = await Assert.ThrowsAsync<DomainError>(() => (verifier ?? Verifier()).VerifyAsync(token, TokenMaker.Nonce, default).Within());
        Assert.Equal("ID_TOKEN_INVALID", error.Reason);
    }
}
