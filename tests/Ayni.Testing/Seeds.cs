using System.Globalization;

namespace Ayni.Testing;

/// <summary>How many seeds the tests of protocol cores try.</summary>
public static class Seeds
{
    /// <summary>A few seconds' worth; the environment variable AYNI_TEST_SEEDS asks for more.</summary>
    public static int Count { get; } = int.TryParse(
        Environment.GetEnvironmentVariable("AYNI_TEST_SEEDS"), CultureInfo.InvariantCulture, out var count)
            ? count
            : 2_000;
}
