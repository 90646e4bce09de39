using System.Globalization;

namespace Ayni.Gateway.Demo;

/// <summary>Lines of the demo, each with the time since its start.</summary>
internal sealed class DemoConsole(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    public TimeSpan Elapsed => clock.GetElapsedTime(_start);

    /// <summary>A step, or progress in one.</summary>
    public void Step(FormattableString line) =>
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"[{Elapsed.TotalSeconds,5:F1} s] {line.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>A line of the result.</summary>
    public static void Line(string line = "") => Console.Out.WriteLine(line);
}
