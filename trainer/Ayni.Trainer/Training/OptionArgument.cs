using System.CommandLine;
using System.Numerics;
using Ayni.Domain.Training;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Training;

/// <summary>An option of a run as the command line has it: name, default and text are those of the table.</summary>
internal abstract class OptionArgument
{
    /// <summary>The option of the command line.</summary>
    public abstract Option Option { get; }

    /// <summary>The option of the run.</summary>
    public abstract ModelOption Of { get; }

    /// <summary>What the command line says, else what the file says, else the default, put into options.</summary>
    public abstract TrainingOptions Read(TrainingOptions options, ParseResult parsed, OptionsFile? file);

    /// <summary>Its name and value as text, as a file has them.</summary>
    public abstract (string Name, string Value) Written(ParseResult parsed, OptionsFile? file);

    /// <summary>Whether command line or file give it.</summary>
    public bool IsGiven(ParseResult parsed, OptionsFile? file) => parsed.IsGiven(Option)
        || file?.Options.Find(OptionsFile.NameOf(Option)) is not null;

    /// <summary>The arguments of options; what the command line does not have is left out.</summary>
    public static IReadOnlyList<OptionArgument> Create(IEnumerable<ModelOption> options) =>
        [.. options.Where(option => option.HasArgument).Select(Create)];

    private static OptionArgument Create(ModelOption option) => option switch
    {
        NumberOption<int> whole => new OfNumber<int>(whole),
        NumberOption<long> position => new OfNumber<long>(position),
        NumberOption<double> number => new OfNumber<double>(number),
        SwitchOption which => new OfSwitch(which),
        ChoiceOption choice => new OfChoice(choice),
        _ => throw new InvalidOperationException($"No argument for {option.Name}."),
    };

    private sealed class OfSwitch : OptionArgument
    {
        private readonly SwitchOption _of;
        private readonly Option<bool> _option;

        public OfSwitch(SwitchOption of)
        {
            _of = of;
            _option = new Option<bool>(of.ArgumentName!)
            {
                Description = $"{of.Text}.",
                HelpName = "true|false",
                DefaultValueFactory = _ => of.Default,
            };
        }

        public override Option Option => _option;

        public override ModelOption Of => _of;

        public override TrainingOptions Read(TrainingOptions options, ParseResult parsed, OptionsFile? file) =>
            _of.Write(options, OptionsFile.Value(parsed, _option, file));

        public override (string Name, string Value) Written(ParseResult parsed, OptionsFile? file) =>
            OptionsFile.Written(parsed, _option, file);
    }

    private sealed class OfChoice : OptionArgument
    {
        private readonly ChoiceOption _of;
        private readonly Option<string> _option;

        public OfChoice(ChoiceOption of)
        {
            _of = of;
            _option = new Option<string>(of.ArgumentName!)
            {
                Description = $"{of.Text}.",
                DefaultValueFactory = _ => of.Default,
            };
            _option.AcceptOnlyFromAmong([.. of.Names]);
        }

        public override Option Option => _option;

        public override ModelOption Of => _of;

        public override TrainingOptions Read(TrainingOptions options, ParseResult parsed, OptionsFile? file) =>
            _of.Write(options, OptionsFile.Value(parsed, _option, file));

        public override (string Name, string Value) Written(ParseResult parsed, OptionsFile? file) =>
            OptionsFile.Written(parsed, _option, file);
    }

    private sealed class OfNumber<T> : OptionArgument
        where T : struct, INumber<T>
    {
        private readonly NumberOption<T> _of;
        private readonly Option<T?> _option;

        public OfNumber(NumberOption<T> of)
        {
            _of = of;
            _option = new Option<T?>(of.ArgumentName!) { Description = $"{of.Text}." };
            if (of.Default is { } value)
                _option.DefaultValueFactory = _ => value;
        }

        public override Option Option => _option;

        public override ModelOption Of => _of;

        public override TrainingOptions Read(TrainingOptions options, ParseResult parsed, OptionsFile? file) =>
            _of.Write(options, OptionsFile.Value(parsed, _option, file));

        public override (string Name, string Value) Written(ParseResult parsed, OptionsFile? file) =>
            OptionsFile.Written(parsed, _option, file);
    }
}
