using System.Globalization;

namespace Ayni.Silo.Ingestion;

/// <summary>Checks settings of a broker's section, and words refusals alike.</summary>
/// <param name="section">Configuration section, such as <c>Ayni:Kafka</c>.</param>
internal sealed class SettingChecks(string section)
{
    private readonly List<string> _failures = [];

    /// <summary>What is wrong; empty if nothing is.</summary>
    public IReadOnlyList<string> Failures => _failures;

    public void RequireText(string name, string? value, string meaning)
    {
        if (string.IsNullOrWhiteSpace(value))
            _failures.Add($"{section}:{name} is empty; it must name {meaning}. {Remedy(name, hasDefault: false)}");
    }

    public void RequireRange(string name, int value, int low, int high)
    {
        if (value < low || value > high)
            Add(name, value, low, high);
    }

    public void RequireRange(string name, TimeSpan value, TimeSpan low, TimeSpan high)
    {
        if (value < low || value > high)
            Add(name, value, low, high);
    }

    public void Refuse(string name, string problem) =>
        _failures.Add($"{section}:{name} {problem}");

    private void Add(string name, IFormattable value, IFormattable low, IFormattable high) =>
        _failures.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{section}:{name} is {value}; it must be {low} to {high}. {Remedy(name, hasDefault: true)}"));

    private string Remedy(string name, bool hasDefault)
    {
        var variable = $"{section.Replace(":", "__", StringComparison.Ordinal)}__{name}";
        var orElse = hasDefault ? ", or leave it out for the default" : "";
        return $"Set it in appsettings.json or as the environment variable {variable}{orElse}.";
    }
}
