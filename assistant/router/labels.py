"""What a question looks for in a picture, as the English noun that detectors use."""

import re
from collections.abc import Iterable
from functools import cache

from assistant.answer.words import plain
from assistant.router.mentions import same_word

# The classes of the COCO data (Lin et al. 2014), and three wider ones; after each, other words for it, the longest and most telling
# with their plurals, as fingers slip. Words that are one in English and something else elsewhere are left out.
_WORDS = """
person: people persons pepole persens human humans man men woman women pedestrian pedestrians child children kid kids boy girl
  someone anyone anybody everyone passerby passersby crowd leute person personen menschen mensch persona personas gente
  personnes gens persone pessoas pessoa mensen osoby osob osoba ludzie kisi kisiler insan insanlar oameni persoane persoana
  люди человек людей شخص أشخاص personer
bicycle: bicycles bike bikes pushbike pushbikes fahrrad fahrräder bicicleta bicicletas vélo vélos bicicletta biciclette fiets
  fietsen rower rowery rowerów bisiklet bicicletă велосипед велосипеды دراجة cykel cyklar
car: cars auto autos automobile automobiles saloon hatchback pkw wagen coche coches voiture voitures macchina macchine carro carros
  samochód samochody samochodów araba arabalar maşini машина машины автомобиль سيارة سيارات bil bilar
motorcycle: motorcycles motorbike motorbikes moterbike moped mopeds scooter scooters motorrad motorräder moto motos motocicleta
  motocicletas motocicletta motorfiets motor motocykl motocykle motosiklet мотоцикл
airplane: airplanes aeroplane aeroplanes plane planes aircraft flugzeug avión avion aereo samolot uçak самолёт
bus: buses coach coaches autobús autobuses autobus bussen busse otobüs автобус حافلة
train: trains tram trams zug züge tren trenes treno treni pociąg поезд قطار
truck: trucks lorry lorries pickup pickups lkw lastwagen laster camión camiones camion camions caminhão caminhões vrachtwagen
  ciężarówka ciężarówki ciężarówek kamyon грузовик грузовики شاحنة شاحنات lastbil lastbilar
boat: boats ship ships vessel vessels dinghy dinghies barge kayak canoe boot boote barco barcos bateau bateaux barca barche łódź
  łodzie tekne лодка قارب båt båtar
traffic light: traffic-light ampel semáforo semaforo sygnalizator светофор
fire hydrant: hydrant hydrants
stop sign: stopschild
parking meter: parkuhr parquímetro
bench: benches parkbank
bird: birds vogel vögel pájaro pájaros oiseau oiseaux uccello uccelli ptak ptaki птица
cat: cats katze katzen gato gatos chats gatto gatti koty кошка قطة
dog: dogs hund hunde hunden perro perros chien chiens cane cani cachorro honden pies psy köpek câine собака собаки كلب
horse: horses pferd pferde caballo caballos cheval chevaux cavallo cavalli koń konie лошадь
sheep: schaf schafe oveja ovejas mouton moutons
cow: cows cattle kuh kühe vaca vacas vache vaches krowa krowy
elephant: elephants
bear: bears
zebra: zebras
giraffe: giraffes
backpack: backpacks rucksack rucksacks rucksäcke bakpack knapsack mochila mochilas sac-à-dos zaino zaini rugzak plecak plecaki
  plecaków рюкзак حقيبة-ظهر ryggsäck
umbrella: umbrellas regenschirm paraguas parapluie ombrello parasol parasolka зонт
handbag: handbags purse purses handtasche handtaschen bolso bolsos torebka torebki borsetta borsa handtas сумочка
tie: ties necktie neckties krawatte corbata cravate cravatta
suitcase: suitcases luggage koffer koffers maleta maletas valise valises valigia valigie mala malas walizka walizki walizek bavul
  чемодан чемоданы حقيبة-سفر resväska
frisbee: frisbees
skis: ski
snowboard: snowboards
sports ball: ball balls football footballs
kite: kites
baseball bat: bat bats baseball-bat
baseball glove: gloves
skateboard: skateboards
surfboard: surfboards
tennis racket: racket rackets racquet
bottle: bottles flasche flaschen botella botellas bouteille bouteilles bottiglia bottiglie garrafa garrafas fles flessen butelka
  butelki butelek şişe бутылка бутылки زجاجة flaska flaskor
wine glass: wineglass wineglasses
cup: cups mug mugs tasse tassen taza tazas tazza
fork: forks
knife: knives kniv knifes messer cuchillo cuchillos couteau couteaux coltello coltelli faca facas nóż noże bıçak cuțit нож ножи سكين
  blade
spoon: spoons
bowl: bowls
banana: bananas
apple: apples
sandwich: sandwiches
orange: oranges
broccoli:
carrot: carrots
hot dog: hotdog
pizza: pizzas
donut: donuts doughnut
cake: cakes
chair: chairs chaires stuhl stühle silla sillas chaise chaises sedia sedie cadeira cadeiras stoel stoelen krzesło krzesła sandalye стул
couch: couches sofa sofas settee
potted plant: plant plants
bed: beds bett betten cama camas lits letto letti łóżko łóżka yatak кровать سرير
dining table: tables esstisch
toilet: toilets
tv: television televisions televisor fernseher screens monitor monitors
laptop: laptops notebook-computer ordenador portátil
mouse: computer-mouse
remote: remote-control
keyboard: keyboards
cell phone: cellphone cellphones smartphone smartphones handy handys móvil móviles cellulare cellulari telefonino mobiele mobiltelefon
  handset handsets
microwave: microwaves
oven: ovens
toaster: toasters
sink: sinks
refrigerator: fridge fridges refrigerators
book: books
clock: clocks
vase: vases
scissors: scissor
teddy bear: teddy
hair drier: hairdryer
toothbrush: toothbrushes
vehicle: vehicles vehicule véhicule véhicules fahrzeug fahrzeuge vehículo vehículos veicolo veicoli veículo veículos voertuig
  voertuigen pojazd pojazdy araç araçlar транспорт مركبة fordon
animal: animals tier tiere animales animaux animali zwierzę zwierzęta
bag: bags tasche taschen bolsa bolsas sacs borse torba torby сумка сумки حقيبة väska
"""
_EVERYTHING = frozenset(
    "thing things object objects item items everything anything objekte gegenstände dinge objetos cosas objets choses oggetti cose".split()
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PAIRED = 2
"""Longest name of a class in words."""


def label_in(text: str, elsewhere: Iterable[str] = ()) -> str | None:
    """The first thing that a text looks for, or None when it asks for whatever there is.

    People are named in passing ("does anyone carry a backpack?"), so another thing is preferred to them; and so is what is said of no
    exhibit ("how many people on the car park picture").

    Args:
        text: the question.
        elsewhere: words of the titles of the exhibits that are meant.
    """
    said = [plain(match[0]) for match in _WORD.finditer(text)]
    titles = {plain(word) for word in elsewhere}
    found: list[tuple[bool, bool, int, str]] = []
    for position, word in enumerate(said):
        pair = " ".join(said[position : position + _PAIRED])
        label = _labels().get(_singular(pair)) or _labels().get(word) or _near(word)
        if label is not None:
            found.append((word in titles, label == "person", position, label))
    return min(found)[3] if found else None


def asks_for_everything(text: str) -> bool:
    """Whether a text asks for whatever there is to see."""
    return any(plain(match[0]) in _EVERYTHING for match in _WORD.finditer(text))


def _singular(pair: str) -> str:
    return pair.removesuffix("s") if pair.count(" ") else pair


@cache
def _near(word: str) -> str | None:
    """The label of a word that is misspelt."""
    if len(word) < 5:
        return None
    return next((label for name, label in _labels().items() if len(name) >= 5 and same_word(word, name)), None)


@cache
def _labels() -> dict[str, str]:
    labels: dict[str, str] = {}
    for entry in re.split(r"\n(?=\S)", _WORDS.strip()):
        label, _, others = entry.partition(":")
        for name in (label, *others.split()):
            labels.setdefault(plain(name), label)
    return labels
