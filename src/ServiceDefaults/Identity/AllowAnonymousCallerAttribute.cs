namespace GroupChat.ServiceDefaults.Identity;

/// <summary>
/// The method, or every method of the class, needs no credentials. Those that come along are not looked at, so that a
/// client whose token has expired can still refresh it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AllowAnonymousCallerAttribute : Attribute, ICallerRule
{
    CallerRule ICallerRule.Rule => CallerRule.Anyone;
}
