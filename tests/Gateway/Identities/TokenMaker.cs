using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GroupChat.Gateway.Identities;
using GroupChat.Gateway.Identities.Oidc;

namespace GroupChat.Gateway.Tests.Identities;

/// <summary>Makes keys and tokens as a provider would, or as an attacker would.</summary>
internal sealed class TokenMaker : IDisposable
{
    public const string Issuer = "https://id.example.com";
    public const string Client = "groupchat";
    public const string Nonce = "the nonce";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static Provider Provider { get; } = new("acme", "Acme", Issuer, Client, "secret", [], "https://chat.example.com/signin/callback/acme");

    public JsonObject RsaKey => new()
    {
        ["kty"] = "RSA",
        ["kid"] = "rsa",
        ["n"] = Base64Url.EncodeToString(_rsa.ExportParameters(false).Modulus),
        ["e"] = Base64Url.EncodeToString(_rsa.ExportParameters(false).Exponent),
    };

    public JsonObject CurveKey => Curve("ec", "P-256", _curve);

    /// <summary>What a provider says at <paramref name="now"/>.</summary>
    public static JsonObject Claims(DateTimeOffset now) => new()
    {
        ["iss"] = Issuer,
        ["aud"] = Client,
        ["sub"] = "ada",
        ["nonce"] = Nonce,
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.ToUnixTimeSeconds() + 300,
    };

    public static JsonObject Header(string algorithm, string keyId) => new() { ["alg"] = algorithm, ["kid"] = keyId, ["typ"] = "JWT" };

    public static JsonObject Curve(string keyId, string name, ECDsa curve) => new()
    {
        ["kty"] = "EC",
        ["kid"] = keyId,
        ["crv"] = name,
        ["x"] = Base64Url.EncodeToString(curve.ExportParameters(false).Q.X),
        ["y"] = Base64Url.EncodeToString(curve.ExportParameters(false).Q.Y),
    };

    public static IReadOnlyList<SigningKey?> Read(params JsonObject[] keys) =>
        [.. keys.Select(key => SigningKey.Read(System.Text.Json.JsonDocument.Parse(key.ToJsonString()).RootElement))];

    public string Rs256(JsonObject claims, JsonObject? header = null) => Token(
        header ?? Header("RS256", "rsa"), claims, signed => _rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>Of claims that are not even sound JSON.</summary>
    public string Rs256Text(string claims) => Token(
        Header("RS256", "rsa").ToJsonString(), claims, signed => _rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public string Es256(JsonObject claims, JsonObject? header = null) =>
        Token(header ?? Header("ES256", "ec"), claims, signed => _curve.SignData(signed, HashAlgorithmName.SHA256));

    /// <summary>Signed with the public key as if it were a shared secret.</summary>
    public string Hs256(JsonObject claims) =>
        Token(Header("HS256", "rsa"), claims, signed => HMACSHA256.HashData(_rsa.ExportSubjectPublicKeyInfo(), signed));

    public static string Token(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign) =>
        Token(header.ToJsonString(), claims.ToJsonString(), sign);

    public static string Token(string header, string claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public void Dispose()
    {
        _rsa.Dispose();
        _curve.Dispose();
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
