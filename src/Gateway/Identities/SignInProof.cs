namespace GroupChat.Gateway.Identities;

/// <summary>What a client shows to fetch a sign-in.</summary>
/// <param name="FlowId">Which one.</param>
/// <param name="CodeHash">Hash of the code.</param>
/// <param name="Challenge">Hash of its secret.</param>
internal sealed record SignInProof(string FlowId, string CodeHash, string Challenge)
{
    /// <summary>The code that the browser brings: which sign-in, and a secret of its own.</summary>
    public static string CodeOf(string flowId, string secret) => $"{flowId}.{secret}";

    /// <summary>Errors: SIGN_IN_CODE_INVALID.</summary>
    public static SignInProof Of(string code, string verifier)
    {
        var parts = code.Length == (2 * SignInSecrets.Length) + 1 ? code.Split('.') : [];
        if (parts.Length != 2 || !parts.All(SignInSecrets.IsWord) || !SignInSecrets.IsVerifier(verifier))
            throw SignInErrors.CodeInvalid();
        return new(parts[0], SignInSecrets.HashOf(parts[1]), SignInSecrets.HashOf(verifier));
    }
}
