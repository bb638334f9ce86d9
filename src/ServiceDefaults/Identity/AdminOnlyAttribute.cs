namespace GroupChat.ServiceDefaults.Identity;

/// <summary>Only admins and services may call the method, or every method of the class; others get ADMIN_REQUIRED.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AdminOnlyAttribute : Attribute, ICallerRule
{
    CallerRule ICallerRule.Rule => CallerRule.Admin;
}
