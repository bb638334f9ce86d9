namespace GroupChat.ServiceDefaults.Errors;

/// <summary>One field of a request that breaks a rule.</summary>
/// <param name="Field">Path as in the contract, in snake case: <c>message.parts[2].text</c>.</param>
/// <param name="Description">What is wrong and what is allowed, one sentence without the field's value.</param>
public sealed record FieldViolation(string Field, string Description);
