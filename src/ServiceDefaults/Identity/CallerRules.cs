namespace GroupChat.ServiceDefaults.Identity;

/// <summary>Holds a caller against a method's rule.</summary>
internal static class CallerRules
{
    /// <exception cref="Errors.DomainError">The caller is known, and not one for whom the method is.</exception>
    public static void Check(this CallerRule rule, Caller caller, MethodScope scope)
    {
        switch (rule)
        {
            case CallerRule.Service when caller is not { Kind: CallerKind.Service } and not { ByService: true }:
                throw IdentityErrors.ServiceRequired();
            case CallerRule.Session when caller.SessionId.Length == 0:
                throw caller.Kind == CallerKind.User ? IdentityErrors.SessionRequired() : IdentityErrors.UserRequired();
            case CallerRule.Admin when caller is not ({ Kind: CallerKind.Service } or { Role: PlatformRole.Admin }):
                throw IdentityErrors.AdminRequired();
        }

        if (caller.Scopes?.Allows(scope) == false)
            throw IdentityErrors.ScopeRequired(scope);
    }
}
