using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace GroupChat.Gateway.Identities.Oidc;

/// <summary>
/// A public key that may sign ID tokens (RFC 7517, RFC 7518): RSA of 2048 to 8192 bits for RS256, or the curve P-256 for ES256. A key
/// knows the one algorithm it is for, so that no token chooses another one.
/// </summary>
internal abstract class SigningKey(string keyId, string algorithm)
{
    private const int LeastModulus = 256;
    private const int MostModulus = 1024;
    private const int Coordinate = 32;

    public string KeyId => keyId;

    public string Algorithm => algorithm;

    public abstract bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature);

    /// <summary>Null when it is for something else, or no good: a provider may have such keys too.</summary>
    public static SigningKey? Read(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || (key.TryGetProperty("use", out _) && Claims.Text(key, "use") != "sig"))
            return null;
        var (id, algorithm) = (Claims.Text(key, "kid"), Claims.Text(key, "alg"));
        try
        {
            return (Claims.Text(key, "kty"), algorithm) switch
            {
                ("RSA", "" or "RS256") => Rsa.Make(id, Bytes(key, "n"), Bytes(key, "e")),
                ("EC", "" or "ES256") when Claims.Text(key, "crv") == "P-256" => Curve.Make(id, Bytes(key, "x"), Bytes(key, "y")),
                _ => null,
            };
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(Claims.Text(key, name));

    private sealed class Rsa(string keyId, RSAParameters parameters) : SigningKey(keyId, "RS256")
    {
        public static Rsa? Make(string keyId, byte[] modulus, byte[] exponent)
        {
            var isGood = modulus.Length is >= LeastModulus and <= MostModulus && modulus[0] != 0
                && exponent.Length is > 0 and <= 8 && (exponent[^1] & 1) == 1 && exponent is not [1];
            if (!isGood)
                return null;
            var parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
            using var tried = RSA.Create(parameters);
            return new(keyId, parameters);
        }

        public override bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
        {
            using var key = RSA.Create(parameters);
            return key.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    private sealed class Curve(string keyId, ECParameters parameters) : SigningKey(keyId, "ES256")
    {
        public static Curve? Make(string keyId, byte[] x, byte[] y)
        {
            if (x.Length != Coordinate || y.Length != Coordinate)
                return null;
            var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } };
            using var tried = ECDsa.Create(parameters); // refuses what is not on the curve
            return new(keyId, parameters);
        }

        public override bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
        {
            if (signature.Length != 2 * Coordinate)
                return false;
            using var key = ECDsa.Create(parameters);
            return key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }
}
