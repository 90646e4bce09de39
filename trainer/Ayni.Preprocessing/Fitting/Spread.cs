namespace Ayni.Preprocessing.Fitting;

/// <summary>Where the known numbers of a column lie.</summary>
internal static class Spread
{
    /// <summary>The numbers that are there, ascending.</summary>
    public static double[] SortedOf(double[] numbers)
    {
        var known = Array.FindAll(numbers, number => !double.IsNaN(number));
        Array.Sort(known);
        return known;
    }

    /// <summary>Mean and standard deviation, dividing by n, in the order of the rows; null of none.</summary>
    public static (double Mean, double Deviation)? MomentsOf(double[] numbers)
    {
        var (sum, count) = (0.0, 0);
        foreach (var number in numbers)
        {
            if (!double.IsNaN(number))
                (sum, count) = (sum + number, count + 1);
        }

        if (count == 0)
            return null;
        var mean = sum / count;
        var squares = 0.0;
        foreach (var number in numbers)
        {
            if (!double.IsNaN(number))
                squares += (number - mean) * (number - mean);
        }

        return (mean, Math.Sqrt(squares / count));
    }
}
