using System.Globalization;

namespace Ayni.Recommenders;

/// <summary>The check of an option that has a least and a greatest value.</summary>
internal static class OptionRange
{
    public static void Require(string option, double value, double least, double greatest)
    {
        if (!(value >= least && value <= greatest))
        {
            throw new ArgumentOutOfRangeException(
                option, value, string.Create(
                    CultureInfo.InvariantCulture, $"{option} must be {least:#,0.##} to {greatest:#,0.##}."));
        }
    }
}
