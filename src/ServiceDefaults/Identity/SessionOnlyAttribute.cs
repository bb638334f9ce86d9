namespace GroupChat.ServiceDefaults.Identity;

/// <summary>Only users may call the method, or every method of the class, and only by a session; others get SESSION_REQUIRED.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SessionOnlyAttribute : Attribute, ICallerRule
{
    CallerRule ICallerRule.Rule => CallerRule.Session;
}
