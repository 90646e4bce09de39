using System.CommandLine;
using Ayni.Data.Import;

namespace Ayni.Trainer.Importing;

/// <summary>Options of how rows are taken.</summary>
internal sealed class OptionArguments
{
    private readonly Option<string?> _currency = new("--currency")
    {
        Description = "Currency of prices that have none in their row (ISO 4217); else the mapping's.",
        HelpName = "CODE",
    };

    private readonly Option<CancellationHandling?> _cancellations = new("--cancellations")
    {
        Description = "Cancellations: refuse (counted, the purchase stays), net (taken from the purchase) or return "
            + "(kept as returns); else what the mapping says, or refuse.",
    };

    private readonly Option<int> _badRows = new("--bad-rows")
    {
        Description = "Bad rows quoted in full for each reason.",
        DefaultValueFactory = _ => new ImportOptions().BadRowsPerReason,
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _currency, _cancellations, _badRows })
            command.Add(option);
    }

    public ImportOptions Read(ParseResult parsed, TimeProvider time)
    {
        var options = new ImportOptions
        {
            Currency = parsed.GetValue(_currency),
            Cancellations = parsed.GetValue(_cancellations),
            BadRowsPerReason = parsed.GetValue(_badRows),
            Now = time.GetUtcNow(),
        };
        options.Validate();
        return options;
    }
}
