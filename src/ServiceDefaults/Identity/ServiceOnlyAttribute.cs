namespace GroupChat.ServiceDefaults.Identity;

/// <summary>Only services may call the method, or every method of the class; others get SERVICE_IDENTITY_REQUIRED.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ServiceOnlyAttribute : Attribute, ICallerRule
{
    CallerRule ICallerRule.Rule => CallerRule.Service;
}
