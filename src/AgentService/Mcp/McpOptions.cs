using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace GroupChat.Agents.Mcp;

/// <summary>Settings under "Mcp:Servers": the servers of the Model Context Protocol whose tools agents may be given, by name.</summary>
internal sealed partial class McpOptions : Dictionary<string, McpServerOptions>, IValidatableObject
{
    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Keys
        .Where(static name => !Name().IsMatch(name))
        .Select(static name => new ValidationResult("a name has 1 to 16 of a-z, 0-9 and hyphen", [name]));

    [GeneratedRegex("^[a-z0-9-]{1,16}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
