namespace Ayni.Gateway;

/// <summary>The command line.</summary>
/// <param name="Demo">Make a shop if there is none, train, and serve it.</param>
/// <param name="Help">Only print the usage.</param>
/// <param name="Unknown">First argument that means nothing; null if all do.</param>
/// <param name="Settings">The rest: settings.</param>
internal sealed record GatewayArguments(bool Demo, bool Help, string? Unknown, string[] Settings)
{
    public const string Usage =
        """
        dotnet run --project gateway -c Release -- [--demo] [--data DIR] [--urls URL] [--SECTION:KEY VALUE]...

          --demo      make a shop if the data directory is empty, train, and serve it
          --data DIR  data directory; ayni-data in the working directory (ayni-demo with --demo) unless given
          --urls URL  address to serve at; http://localhost:5080 unless given
          --Ayni:Currency, --Ayni:Postgres, --Ayni:ApiKey, --Ayni:Dashboard ...: see gateway/README.md
        """;

    /// <summary>Switches that are short for a setting.</summary>
    public static readonly Dictionary<string, string> Switches = new() { ["--data"] = "Ayni:DataDirectory" };

    private static readonly string[] Known = ["--data", "--urls", "--environment", "--contentRoot"];

    public static GatewayArguments Parse(IReadOnlyList<string> arguments)
    {
        var settings = new List<string>();
        string? unknown = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument is "--demo" or "--help" or "-h")
                continue;
            var name = argument.Split('=', 2)[0];
            if (!name.Contains(':', StringComparison.Ordinal) && !Known.Contains(name))
                unknown ??= argument;
            settings.Add(argument);
            if (!argument.Contains('=', StringComparison.Ordinal) && i + 1 < arguments.Count)
                settings.Add(arguments[++i]);
        }

        return new GatewayArguments(
            arguments.Contains("--demo"), arguments.Any(a => a is "--help" or "-h"), unknown, [.. settings]);
    }
}
