using Ayni.Filters.Tests.Measurements;

namespace Ayni.Filters.Tests;

/// <summary>This assembly as a program: the measurement.</summary>
internal static class Program
{
    private const string Measure = "measure";

    public static int Main(string[] arguments)
    {
        if (arguments is not [Measure])
        {
            Console.Error.WriteLine(Measure);
            return 2;
        }

        FilterMeasurement.Run(Console.Out);
        return 0;
    }
}
