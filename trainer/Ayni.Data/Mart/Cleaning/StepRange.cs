using System.Globalization;
using Ayni.Domain.Errors;

namespace Ayni.Data.Mart.Cleaning;

/// <summary>Refuses a member of the steps that is outside its range.</summary>
internal static class StepRange
{
    public static void AtLeastOne(int value, string member) => Require(value >= 1, value, member, "at least 1");

    public static void Require(bool isInRange, double value, string member, string range)
    {
        if (!isInRange)
            throw new AyniException(ErrorCodes.Invalid, string.Create(
                CultureInfo.InvariantCulture, $"{member} is {value}; it must be {range}."));
    }
}
