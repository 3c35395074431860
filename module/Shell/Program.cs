using System.Reflection;
using NetAudit.Shell;

const int Misused = 64;

var arguments = Arguments.Parse(args);
switch (arguments.Work)
{
    case Work.Help:
        Console.Out.WriteLine(arguments.Text);
        return 0;
    case Work.Version:
        Console.Out.WriteLine(Assembly.GetExecutingAssembly().GetName().Version?.ToString(3));
        return 0;
    case Work.Misuse:
        Console.Error.WriteLine($"netaudit: {arguments.Text}\nSee: netaudit -Help");
        return Misused;
    default:
        EngineHabits.TurnOff();
        return new Session(new Terminal(arguments.NoColor)).Run(arguments);
}
