using Microsoft.Extensions.Options;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>The same checks for whoever reads the options in a host that did not check them at start.</summary>
internal sealed class SettingsValidation<T>(string section) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var faults = SettingsValidator.Faults(section, options).Select(fault => $"{fault.Setting}: {fault.Message}").ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
