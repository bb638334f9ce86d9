using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GroupChat.ServiceDefaults.Tests.Hosting;

public sealed class SettingsCheckTests
{
    [Fact]
    public void Check_EveryFormOfSetting_IsBound()
    {
        string[] args =
        [
            "--Sample:Limit=7", "--sample:title", "hello", "--Sample:Loud=true", "--Sample:Ratio=0.5", "--Sample:Wait=00:00:05",
            "--Sample:Day=Friday", "--Sample:Inner:Depth=2", "--Sample:Named:a:Depth=3", "--Sample:Words:0=x", "--data", "/tmp/x",
            "--Logging:LogLevel:GroupChat.Chat=Debug", "--Kestrel:Limits:Http2:MaxStreamsPerConnection=10",
        ];

        var options = Bind(args);

        Assert.Equal((7, "hello", true, 0.5), (options.Limit, options.Title, options.Loud, options.Ratio));
        Assert.Equal((TimeSpan.FromSeconds(5), DayOfWeek.Friday, 2, 3), (options.Wait, options.Day, options.Inner.Depth, options.Named["a"].Depth));
        Assert.Equal(["x"], options.Words);
    }

    [Theory]
    [InlineData("--Sample:Limt=7", "Sample:Limt", "unknown setting (command line); did you mean Sample:Limit?")]
    [InlineData("--Limit=7", "Limit", "unknown setting (command line); did you mean Sample:Limit?")]
    [InlineData("--dta=x", "dta", "unknown setting (command line); did you mean Data?")]
    [InlineData("--Completely:Else=7", "Completely:Else", "unknown setting (command line)")]
    [InlineData("--Sample=7", "Sample", "unknown setting (command line)")]
    [InlineData("--Sample:Limit:Deeper=7", "Sample:Limit:Deeper", "unknown setting (command line)")]
    [InlineData("--Kestrel:Endpoints:Http:Url=http://*:1", "Kestrel:Endpoints:Http:Url", "unknown setting (command line)")]
    [InlineData("--Sample:Limit=many", "Sample:Limit", "'many' is not a whole number in range (command line)")]
    [InlineData("--Sample:Limit=", "Sample:Limit", "'' is not a whole number in range (command line)")]
    [InlineData("--Sample:Limit=99999999999", "Sample:Limit", "'99999999999' is not a whole number in range (command line)")]
    [InlineData("--Sample:Loud=yes", "Sample:Loud", "'yes' is neither true nor false (command line)")]
    [InlineData("--Sample:Ratio=half", "Sample:Ratio", "'half' is not a number (command line)")]
    [InlineData("--Sample:Wait=long", "Sample:Wait", "'long' is not a time span like 00:01:30 (command line)")]
    [InlineData(
        "--Logging:LogLevel:Default=Loud",
        "Logging:LogLevel:Default",
        "'Loud' is none of Trace, Debug, Information, Warning, Error, Critical, None (command line)")]
    [InlineData("--Sample:Limit=0", "Sample:Limit", "must be between 1 and 1000")]
    [InlineData("--Sample:Title=", "Sample:Title", "is required")]
    [InlineData("--Sample:Inner:Depth=6", "Sample:Inner:Depth", "must be between 0 and 5")]
    [InlineData("--Sample:Named:a:Depth=6", "Sample:Named:a:Depth", "must be between 0 and 5")]
    [InlineData("--Kestrel:Limits:MaxConcurrentConnections=0", "Kestrel:Limits:MaxConcurrentConnections", "must be between 1 and *")]
    [InlineData("positional", "positional", "is not a setting; write --Name=value")]
    [InlineData("-d", "-d", "is not a setting; write --Name=value")]
    [InlineData("--data", "data", "needs a value; write --Name=value")]
    public void Check_OneMistake_IsNamed(string arg, string setting, string message)
    {
        var fault = Assert.Single(Assert.Throws<StartupError>(() => Bind([arg])).Faults);

        Assert.Equal(setting, fault.Setting);
        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(message).Replace("\\*", ".*", StringComparison.Ordinal) + "$", fault.Message);
    }

    [Fact]
    public void Check_SeveralMistakes_AreAllNamed()
    {
        var unknown = Assert.Throws<StartupError>(() => Bind(["--A=1", "--B:C=2", "--Sample:Limit=x"]));
        var outOfBounds = Assert.Throws<StartupError>(() => Bind(["--Sample:Limit=0", "--Sample:Inner:Depth=9"]));
        var together = Assert.Throws<StartupError>(() => Bind(["--Sample:Loud=true", "--Sample:Title=hush"]));

        Assert.Equal(["A", "B:C", "Sample:Limit"], unknown.Faults.Select(fault => fault.Setting));
        Assert.Equal(["Sample:Limit", "Sample:Inner:Depth"], outOfBounds.Faults.Select(fault => fault.Setting));
        Assert.Equal(["Sample:Loud", "Sample:Title"], together.Faults.Select(fault => fault.Setting));
    }

    [Fact]
    public void Check_VariablesOfTheClient_AreLeftToIt()
    {
        // A prefix of the test's own, so that no other test, and no process it starts, takes them for settings.
        const string Prefix = "TEST_OF_CLIENT_VARIABLES_";
        string[] names = ["SERVER", "name", "Profile", "Serve"];
        foreach (var name in names)
            Environment.SetEnvironmentVariable(Prefix + name, "x");

        var error = Assert.Throws<StartupError>(() => Check(new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build()));
        var argument = Assert.Throws<StartupError>(() => Bind(["--Server=x"]));

        Assert.Equal("Serve", Assert.Single(error.Faults).Setting);
        Assert.Equal("Server", Assert.Single(argument.Faults).Setting);
    }

    [Fact]
    public void Options_InAHostThatDidNotCheck_AreValidatedWhenRead()
    {
        using var provider = Services(new ConfigurationBuilder().AddInMemoryCollection([new("Sample:Limit", "0")]).Build());

        var error = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<SampleOptions>);

        Assert.Equal("Sample:Limit: must be between 1 and 1000", error.Message);
    }

    private static SampleOptions Bind(string[] args) => Check(new ConfigurationBuilder().Add(new CommandLineSettings(args)).Build());

    private static SampleOptions Check(IConfigurationRoot configuration)
    {
        using var provider = Services(configuration);
        SettingsCheck.Run(configuration, provider.GetRequiredService<SettingsCatalog>());
        return provider.GetRequiredService<SampleOptions>();
    }

    private static ServiceProvider Services(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        HostSettings.AddTo(SettingsCatalog.Of(services));
        services.AddSettings<SampleOptions>("Sample");
        return services.BuildServiceProvider();
    }
}
