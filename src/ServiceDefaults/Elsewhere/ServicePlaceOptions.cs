using System.ComponentModel.DataAnnotations;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>Settings of one service: <c>Services:Chat</c>.</summary>
internal sealed class ServicePlaceOptions : IValidatableObject
{
    /// <summary>
    /// Where its own processes listen: one or several addresses separated by semicolons, or <c>dns:///name:port</c>, and
    /// <c>https+dns:///name:port</c> with TLS, for a name that stands for several. Empty, the default: in this process, or nowhere.
    /// </summary>
    public string Address { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from text in ServiceAddress.Split(Address)
        where ServiceAddress.TryParse(text) is null
        select new ValidationResult(
            $"'{text}' is neither an address like http://10.0.0.7:8081 nor a name like dns:///chat.internal:8081", [nameof(Address)]);
}
